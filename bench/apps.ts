import { ApiClient } from "../e2e/fixtures/api-client";
import { type ServerOptions, startServer } from "../e2e/fixtures/server";

export const PASSWORD = "correct horse battery staple";

/** An app under load, in a process of its own. */
export type App = {
  name: string;
  url: string;
  pid: number;
  /** Signs in anew. @returns the Cookie header of the new session; empty where nobody signs in */
  signIn: () => Promise<string>;
  stop: () => Promise<void>;
};

export const cookieHeader = ({ cookies }: ApiClient): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");

/** Hufu on the production build, with one account. */
export async function startHufu(name: string, options: ServerOptions = {}): Promise<App> {
  const server = await startServer(options);
  const account = { email: "bench@example.com", password: PASSWORD };
  const post = async (path: string) => {
    const device = new ApiClient(server.url);
    const answer = await device.call("POST", path, account);
    if (!answer.ok) throw new Error(`${name}: ${path} answered ${answer.status}`);
    await answer.arrayBuffer();
    return cookieHeader(device);
  };
  await post("/api/auth/sign-up");
  const { pid } = server;
  if (pid === undefined) throw new Error(`${name} has no process`);
  return { name, url: server.url, pid, signIn: () => post("/api/auth/sign-in"), stop: () => server.stop() };
}
