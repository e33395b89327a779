/** How a device is called: by the name its owner gave it, or by browser and system. */
export function deviceLabel({ name, browser, os }: { name: string | null; browser: string | null; os: string | null }) {
  return name ?? deviceType({ browser, os });
}

/** Browser and system, as far as they are known. */
export function deviceType({ browser, os }: { browser: string | null; os: string | null }): string {
  if (browser && os) return `${browser} on ${os}`;
  return browser ?? os ?? "Unknown device";
}
