/** Next.js calls this once in each process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { serve } = await import("./lib/start-up/serve");
    serve();
  }
}
