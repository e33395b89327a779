/** Takes values away that this process holds once: what a process that starts anew would not know. */
export function forget(...names: string[]): void {
  for (const name of names) Reflect.deleteProperty(globalThis, Symbol.for(`hufu.${name}`));
}
