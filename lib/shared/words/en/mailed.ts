/** What the pages of mailed links have in common. */
export const mailed = {
  code: "Code",
  codeHint: "Ten letters and digits, such as 4T7QK-0XW2M.",
  typeCode: "Open the link of the mail on this device, or type the code that stands below it.",
  noMail: "No mail after a few minutes? Look into the spam folder, or ask for a new one.",
};
