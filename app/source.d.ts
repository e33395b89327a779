/** The text of a file, as it is written: next.config.js says how. */
declare module "*?source" {
  const text: string;
  export default text;
}
