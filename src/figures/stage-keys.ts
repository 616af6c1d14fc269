import type { Key } from "./draw.ts";
import { THEME } from "./theme.ts";

/** The legend of dots by stage: the last one filled, those before it hollow. */
export function stageKeys(stages: readonly { readonly label: string }[]): readonly Key[] {
  return stages.map(({ label }, k) =>
    k === stages.length - 1
      ? { label, mark: "filled", colour: THEME.blue }
      : { label, mark: "hollow", colour: THEME.muted },
  );
}
