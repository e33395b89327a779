import { createEstimator } from "./password-estimate";

/** Beside the page, so that typing never waits. Answers each question in turn. */
const estimate = createEstimator();
addEventListener("message", ({ data }: MessageEvent<{ password: string; personal: string[] }>) => {
  postMessage(estimate(data.password, data.personal));
});
