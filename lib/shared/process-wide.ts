/**
 * One value for the whole process. Bundles load a module more than once (the proxy, pages and route
 * handlers each have a copy), but they share `globalThis`, so what must be single hangs there.
 */
export function processWide<T>(name: string, make: () => T): T {
  const key = Symbol.for(`hufu.${name}`);
  const store = globalThis as { [key: symbol]: unknown };
  if (!(key in store)) store[key] = make();
  return store[key] as T; // only `make` of the same name ever fills this key
}
