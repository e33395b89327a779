import type { ComponentProps, ReactNode } from "react";

type FieldProps = ComponentProps<"input"> & {
  label: string;
  name: string;
  hint?: string;
  errors?: readonly string[];
  /** Id of what else describes it. */
  describedBy?: string;
  /** Id of the summary of a refusal that is about this field without naming it. */
  blamedBy?: string;
  /** At the end of the label's line, over the input's end, and below the hint. */
  aside?: ReactNode;
  control?: ReactNode;
  children?: ReactNode;
};

/** A labelled input with a hint and what is wrong with it, tied together for screen readers. Its id is its name, unless there are two of that. */
export function Field({
  label,
  name,
  id = name,
  hint,
  errors = [],
  describedBy,
  blamedBy,
  aside,
  control,
  children,
  ...input
}: FieldProps) {
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = errors.length > 0 ? `${id}-error` : undefined;
  const isInvalid = errorId !== undefined || blamedBy !== undefined;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="text-sm font-semibold">
          {label}
        </label>
        {aside}
      </div>
      <div className="relative grid">
        <input
          {...input}
          id={id}
          name={name}
          aria-describedby={[errorId, blamedBy, describedBy, hintId].filter(Boolean).join(" ") || undefined}
          aria-invalid={isInvalid || undefined}
          className={`min-h-11 w-full rounded-field border bg-card ps-3 disabled:opacity-50 ${control ? "pe-12" : "pe-3"} ${isInvalid ? "border-danger" : "border-muted"}`}
        />
        {control}
      </div>
      {errorId && (
        <p id={errorId} className="text-sm font-medium text-danger">
          {errors.join(" ")}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {children}
    </div>
  );
}
