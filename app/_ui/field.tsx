import type { ComponentProps } from "react";

type FieldProps = ComponentProps<"input"> & { label: string; name: string; hint?: string; errors?: readonly string[] };

/** A labelled input with a hint and what is wrong with it, tied together for screen readers. */
export function Field({ label, name, hint, errors = [], ...input }: FieldProps) {
  const hintId = hint ? `${name}-hint` : undefined;
  const errorId = errors.length > 0 ? `${name}-error` : undefined;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={name} className="text-sm font-semibold">
        {label}
      </label>
      <input
        {...input}
        id={name}
        name={name}
        aria-describedby={[errorId, hintId].filter(Boolean).join(" ") || undefined}
        aria-invalid={errorId ? true : undefined}
        className={`min-h-11 w-full rounded-lg border bg-card px-3 ${errorId ? "border-danger" : "border-muted"}`}
      />
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
    </div>
  );
}
