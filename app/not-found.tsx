import type { Metadata } from "next";
import { pageSession } from "./_http/page-session";
import { pageReader } from "./_http/preferences";
import { buttonClass } from "./_ui/button";
import { MessagePage } from "./_ui/message-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.common.notFoundTitle };
}

export default async function NotFound() {
  const { common } = (await pageReader()).words;
  const isSignedIn = (await pageSession()) !== null;
  return (
    <MessagePage title={common.notFoundTitle} text={common.notFoundText}>
      {/* Not a Link: what this page needs is loaded with every other, the door included. */}
      <a href={isSignedIn ? "/dashboard" : "/"} className={buttonClass("primary")}>
        {isSignedIn ? common.goToDashboard : common.goToStart}
      </a>
    </MessagePage>
  );
}
