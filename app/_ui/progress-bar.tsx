/** At the head of the window while a page is on its way, once that takes long enough to be noticed. */
export const ProgressBar = () => <span className="fixed inset-x-0 top-0 z-50 h-1 animate-late bg-accent" />;
