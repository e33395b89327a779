/** Where the sheet of a session's device is open. */
export const detailsPath = (sessionId: string): string => `/account?${new URLSearchParams({ device: sessionId })}`;

/** Names the link that leads there: it has the focus again when the sheet is closed. */
export const detailsId = (sessionId: string): string => `details-${sessionId}`;

/** Names the heading of the list, which has the focus when a row with it is gone. */
export const LIST_HEADING_ID = "devices";
