import type { Metadata } from "next";
import { pageReader } from "@/app/_http/preferences";
import { ApiExplorer } from "./api-explorer.client";
import "swagger-ui-dist/swagger-ui.css";
import "./docs.css";

const DOCUMENT = "/api/openapi.json";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageReader()).words.docs.title };
}

/** The API's description, to read and to try. */
export default async function DocsPage() {
  const { docs } = (await pageReader()).words;
  return (
    <div className="grid grid-cols-1 gap-6">
      <h1 className="text-2xl font-bold tracking-tight">{docs.title}</h1>
      <div className="grid max-w-prose gap-3 text-muted">
        <p>{docs.lead}</p>
        <p>{docs.toTry}</p>
      </div>
      <p className="flex flex-wrap gap-x-6 gap-y-2 text-sm font-semibold">
        <a href={DOCUMENT} className="underline">
          {docs.document}
        </a>
        <a href="/account/security#tokens" className="underline">
          {docs.makeToken}
        </a>
        <a href="/token" className="underline">
          {docs.inspector}
        </a>
      </p>
      <ApiExplorer url={DOCUMENT} />
    </div>
  );
}
