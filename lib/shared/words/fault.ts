import type { Language } from "./languages";

/** What is said when a page has failed. By themselves: they are sent to the browser with every page. */
export const FAULT_WORDS: Record<
  Language,
  { title: string; text: string; tryAgain: string; goToStart: string; reference: string }
> = {
  en: {
    title: "Something went wrong",
    text: "The fault is ours and has been noted. Try again, or come back in a little while.",
    tryAgain: "Try again",
    goToStart: "Go to the start",
    reference: "If you ask for help, name this reference:",
  },
  zh: {
    title: "出错了",
    text: "这是我们的问题，已记录在案。请重试，或稍后再来。",
    tryAgain: "重试",
    goToStart: "返回首页",
    reference: "如需帮助，请提供此编号：",
  },
};
