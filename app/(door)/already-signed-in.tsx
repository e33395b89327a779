import { pageSession } from "@/app/_http/page-session";
import { pageReader } from "@/app/_http/preferences";
import { Button, buttonClass } from "@/app/_ui/button";
import { readProfile } from "@/lib/accounts/profile-cache";

/** Whose session this browser has, and both ways on: into it, or out of it. Nothing where nobody is signed in. */
export async function AlreadySignedIn({ next }: { next: string | null }) {
  const session = await pageSession();
  if (!session) return null;
  const profile = await readProfile(session.sub);
  const { common, door } = (await pageReader()).words;
  return (
    <section className="grid gap-4 rounded-card border border-line bg-accent-soft p-5 text-sm sm:p-6">
      <p>{profile ? door.alreadySignedInAs(profile.email) : door.alreadySignedIn}</p>
      <div className="flex flex-wrap gap-3">
        <a href={next ?? "/dashboard"} className={buttonClass("primary")}>
          {door.goOn}
        </a>
        <form method="post" action="/api/auth/sign-out">
          <Button look="quiet">{common.signOut}</Button>
        </form>
      </div>
    </section>
  );
}
