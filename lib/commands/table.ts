/** Prints lines of cells as columns. */
export function printTable(lines: readonly (readonly string[])[]): void {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  for (const line of lines) {
    const cells = line.map((text, column) => text.padEnd(widths[column] ?? 0));
    console.log(cells.join("  ").trimEnd());
  }
}

/** A time as commands print it, in UTC. */
export const written = (at: Date | null): string => (at ? at.toISOString().replace(/\.\d+Z$/, "Z") : "");
