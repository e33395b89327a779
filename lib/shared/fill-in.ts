/** A text with the numbers written into it: what crosses from the server to a page cannot be a function. */
export const fillIn = (text: string, values: Readonly<Record<string, number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
