/**
 * What pages and mails look like. Mails cannot read a style sheet, so the values are here; app/globals.css repeats them
 * for the pages, and a test holds the two together.
 */
export const COLORS = {
  paper: { light: "#faf9f6", dark: "#141311" },
  card: { light: "#ffffff", dark: "#1d1c19" },
  ink: { light: "#1d1b18", dark: "#f1eee9" },
  muted: { light: "#655f57", dark: "#aaa399" },
  line: { light: "#dfdad1", dark: "#3a3732" },
  accent: { light: "#1d5c47", dark: "#86d1b4" },
  "on-accent": { light: "#ffffff", dark: "#0d231b" },
  "accent-soft": { light: "#e4f0ea", dark: "#1b332a" },
  bronze: { light: "#8a5a1c", dark: "#dcb06f" },
  "bronze-soft": { light: "#f6ecdc", dark: "#33291a" },
  danger: { light: "#a12c1b", dark: "#f0998a" },
  "on-danger": { light: "#ffffff", dark: "#2b0f0a" },
  "danger-soft": { light: "#fbeae6", dark: "#3a1f1a" },
} as const satisfies Record<string, { light: string; dark: string }>;

export const FONT_SANS =
  'system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
