"use client";

/** Longer than any answer takes; a server that is silent for so long is not there. In milliseconds. */
const PATIENCE_MS = 20_000;
/** What forms.client.ts says on the document when it sends a form; other forms have no answer that ANSWERED would tell of. */
export const SENT = "hufu:sent";
/** What forms.client.ts says on the document once a form's answer is there, or will not come; its detail says how it went. */
export const ANSWERED = "hufu:answered";
/** shown: this page is shown anew; left: another page is loaded; failed: nothing is known to have changed. */
export type Outcome = "shown" | "left" | "failed";
/** The detail of ANSWERED: which form it was, by its action, and how it went. */
export type Answer = { action: string | null; outcome: Outcome };

/** Done, and the page stays as it is but for being shown anew. */
const NO_CONTENT = 204;

type Reply = { location: string } | { detail: string };

type FormsOptions = {
  /** Shows this page anew, as the path says, keeps what is being typed elsewhere on it, and then calls `settle(form)`. */
  show: (path: string, form: HTMLFormElement) => void;
  /** Says what went wrong with a form that brought no page; null: a new form is on its way. */
  tell: (trouble: string | null) => void;
  notSent: string;
};

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<Reply> {
  const fields = [...new FormData(form, submitter)].filter(
    (field): field is [string, string] => !(field[1] instanceof File),
  );
  const response = await fetch(form.getAttribute("action") ?? "", {
    method: "POST",
    headers: { "X-Requested-With": "hufu-form" },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return response.status === NO_CONTENT
    ? { location: window.location.pathname + window.location.search }
    : response.json();
}

/**
 * After a form was refused and its page says so: the reader is taken to where the page wants them, either to the summary
 * of what is wrong, or to the one field that must be typed again, which is emptied.
 */
export function settle(form: HTMLFormElement): void {
  const target = form.querySelector<HTMLElement>("[data-refused]");
  if (target instanceof HTMLInputElement) target.value = "";
  target?.focus();
}

/** Halves of the mark that meet, for those who want to see it. */
async function join(): Promise<void> {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  document.documentElement.dataset.mark = "joined";
  await new Promise((resolve) => setTimeout(resolve, 350));
}

function free(form: HTMLFormElement): void {
  form.ariaBusy = null;
  for (const button of form.querySelectorAll("button")) button.ariaDisabled = null;
}

/**
 * Sends the forms of a page without leaving it: what the server answers to the same form without JavaScript decides where
 * to go. A page that cannot be reached costs nothing that was typed, and a form that is on its way is not sent twice.
 * @returns stops it
 */
export function keepForms({ show, tell, notSent }: FormsOptions): () => void {
  const onSubmit = async (event: SubmitEvent) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    if (event.submitter) event.submitter.ariaDisabled = "true"; // not `disabled`: that would take the focus away
    tell(null);
    document.dispatchEvent(new CustomEvent(SENT));
    const outcome = await answer(form, event.submitter).catch((): Outcome => {
      tell(notSent);
      return "failed";
    });
    const detail: Answer = { action: form.getAttribute("action"), outcome };
    document.dispatchEvent(new CustomEvent(ANSWERED, { detail }));
    if (outcome !== "left") free(form);
  };
  /** Back and forward bring a page as it was left, which was busy. */
  const onReturn = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    delete document.documentElement.dataset.mark;
    for (const form of document.querySelectorAll<HTMLFormElement>("form[aria-busy]")) free(form);
  };
  const answer = async (form: HTMLFormElement, submitter: HTMLElement | null): Promise<Outcome> => {
    const reply = await send(form, submitter);
    if (!("location" in reply)) {
      tell(reply.detail);
      return "failed";
    }
    const { pathname, href } = new URL(reply.location, window.location.href);
    if (pathname === window.location.pathname) {
      show(reply.location, form);
      return "shown";
    }
    if (form.dataset.joins !== undefined) await join();
    window.location.assign(href); // a document: the client router would keep pages of a session that is over
    return "left";
  };
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", onReturn);
  return () => {
    document.removeEventListener("submit", onSubmit);
    window.removeEventListener("pageshow", onReturn);
  };
}
