/** What one finds a text by: letters without marks and case, so that "cafe" finds "Café". */
const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();

/** What a device is found by, out of what its row shows. */
export const searchText = (parts: readonly (string | null)[]): string => fold(parts.filter(Boolean).join(" "));

/** Whether every word of what was typed is somewhere in a `searchText`. Nothing typed finds everything. */
export function finder(typed: string): (text: string) => boolean {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  return (text) => wanted.every((word) => text.includes(word));
}
