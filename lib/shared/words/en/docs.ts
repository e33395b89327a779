/** The page of the API's description. */
export const docs = {
  title: "The API",
  lead: "Every route, what it takes and what it answers, made of what the server itself checks. Refusals say what to do.",
  toTry:
    "To try a call: make a token of your own, choose Authorize, paste it under bearer, then open a route and choose Execute. Without one, calls go with the cookies of your browser.",
  document: "The document (OpenAPI 3.1)",
  makeToken: "Make a token",
  inspector: "What is in a token",
};
