import { config } from "@/lib/infra/config";
import { NAME_MAX_LENGTH, PASSWORD_MAX_CODE_POINTS, SESSION_LIMIT_MAX } from "@/lib/shared/forms";
import type { FieldLimits } from "@/lib/shared/words/en/problems";

/** What the fields' rules allow here, for the words that name it. */
export const fieldLimits = (): FieldLimits => ({
  passwordMin: config().passwordMinLength,
  passwordMax: PASSWORD_MAX_CODE_POINTS,
  nameMax: NAME_MAX_LENGTH,
  sessionLimitMax: SESSION_LIMIT_MAX,
});
