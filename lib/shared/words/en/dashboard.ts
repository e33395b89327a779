export const dashboard = {
  hello: (name: string | null) => (name ? `Hello, ${name}` : "Hello"),
  /** Before the e-mail address. */
  signedInAs: "You are signed in as",
  about:
    "This page stands where your own product will. Below are the three things it needs, with the code that does them.",
  seeDevices: "See your devices",
  page: "A protected page",
  pageText: "It asks for the session first. Without one, people go to sign in and come back to it.",
  openPage: "Open the page",
  onlyForYou: "Only for you",
  back: "Back to the dashboard",
  api: "A protected call of your API",
  apiText:
    "The same for a route: 200 with a session, 401 without. The session is verified without asking the database.",
  call: "Call it",
  answer: "Answer",
  recent: "Only after a recent sign-in",
  recentText:
    "For what must not be done on a device that was left open: it works within 15 minutes of entering the password. After that it asks to sign in again.",
  tryRecent: "Try it",
  recentDone: "Allowed: you entered your password within the last 15 minutes.",
  signInAgain: "Sign in again",
};
