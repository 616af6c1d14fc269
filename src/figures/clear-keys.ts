import type { Estimate } from "../estimates/estimate.ts";
import { clearSide } from "./clear-side.ts";
import type { Key } from "./draw.ts";
import { THEME } from "./theme.ts";

/** The keys of dots that are filled by the side of `nothing` on which their interval lies: of each kind that is drawn. */
export function clearKeys(
  estimates: readonly Estimate[],
  { above, below, nothing = 0 }: { readonly above: string; readonly below: string; readonly nothing?: number },
): readonly Key[] {
  const sides = new Set(estimates.filter(({ value }) => value !== null).map((each) => clearSide(each, nothing)));
  const keys: readonly (readonly [ReturnType<typeof clearSide>, Key])[] = [
    ["above", { label: above, mark: "filled", colour: THEME.blue }],
    ["below", { label: below, mark: "filled", colour: THEME.vermillion }],
    [null, { label: "not clear", mark: "hollow", colour: THEME.muted }],
  ];
  return keys.filter(([side]) => sides.has(side)).map(([, key]) => key);
}
