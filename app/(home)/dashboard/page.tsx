import type { Metadata } from "next";
import Link from "next/link";
import { requirePageSession } from "@/app/_http/page-session";
import { buttonClass } from "@/app/_ui/button";
import { readProfile } from "@/lib/accounts/profile-cache";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const { sub } = await requirePageSession("/dashboard");
  const profile = await readProfile(sub);
  return (
    <div className="grid gap-6">
      <h1 className="text-2xl font-bold tracking-tight">{profile?.name ? `Hello, ${profile.name}` : "Hello"}</h1>
      <section className="grid gap-4 rounded-card border border-line bg-card p-6">
        <p>
          You are signed in as <strong>{profile?.email}</strong>.
        </p>
        <p className="text-muted">
          This page stands where your own product will: it calls <code>requirePageSession()</code> first, and shows
          nothing without a session.
        </p>
        <Link href="/account" className={`${buttonClass("primary")} justify-self-start`}>
          See your devices
        </Link>
      </section>
    </div>
  );
}
