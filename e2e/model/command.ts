import fc from "fast-check";
import { note, type Real } from "./driver";
import { liveSessions, type Model } from "./model";

export type Command = fc.AsyncCommand<Model, Real>;

/** Any number: of an instance, a person, a session. Taken by remainder, so that every number means one. */
export const whichever = fc.nat({ max: 99 });

/** Whether there is anyone who could act. */
export const hasLive = (model: Model): boolean => !model.isPaused && liveSessions(model).length > 0;

/**
 * One kind of step.
 * @param canRun whether it makes sense now; it is left out else
 */
export function step<Choice extends Record<string, unknown>>(
  name: string,
  choices: { [Key in keyof Choice]: fc.Arbitrary<Choice[Key]> },
  canRun: (model: Model) => boolean,
  run: (model: Model, real: Real, choice: Choice) => Promise<void>,
): fc.Arbitrary<Command> {
  return fc.record<Choice>(choices).map((choice) => ({
    check: canRun,
    run: async (model, real) => {
      note(real, "steps");
      note(real, name);
      await run(model, real, choice);
    },
    toString: () => `${name}(${JSON.stringify(choice)})`,
  }));
}
