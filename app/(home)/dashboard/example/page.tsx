import Link from "next/link";
import { requirePageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { readProfile } from "@/lib/accounts/profile-cache";

export default async function ExamplePage() {
  // Without a session: to sign in, and then back here.
  const { sub } = await requirePageSession("/dashboard/example");
  const profile = await readProfile(sub);
  const { dashboard } = (await pageReader()).words;
  return (
    <div className="grid justify-items-start gap-4">
      <h1 className="text-2xl font-bold tracking-tight">{dashboard.onlyForYou}</h1>
      <p>
        {dashboard.signedInAs} {profile?.email}
      </p>
      <Link href="/dashboard" className="font-semibold underline">
        {dashboard.back}
      </Link>
    </div>
  );
}
