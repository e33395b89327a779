import { pageReader } from "@/app/_http/preferences";
import { Button } from "@/app/_ui/button";

/** Says that an address is not proven yet, and asks for the mail that proves it. */
export async function NotConfirmed({ email }: { email: string }) {
  const { recovery } = (await pageReader()).words;
  return (
    <form method="post" action="/api/auth/resend-verification" className="mt-1 grid justify-items-start gap-2">
      <p className="font-normal text-bronze">{recovery.notConfirmed}</p>
      <input type="hidden" name="email" value={email} />
      <Button look="quiet">{recovery.confirmByMail}</Button>
    </form>
  );
}
