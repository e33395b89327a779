import { config, isLoopbackHost } from "@/lib/infra/config";

/** own: the host of APP_URL; alias: another spelling of loopback, where APP_URL is on loopback too. The port does not count. */
export function hostKind(header: string | null): "own" | "alias" | "foreign" {
  const hostname = header?.toLowerCase().replace(/:\d*$/, "") ?? "";
  if (hostname === config().hostname) return "own";
  return isLoopbackHost(hostname) && isLoopbackHost(config().hostname) ? "alias" : "foreign";
}
