import type { Estimate, Note } from "../estimates/estimate.ts";
import type { ItemWorkspace, Workspace } from "./workspace.ts";

/** A protocol turns the cells of a study into estimates, and notes on what it could not compute or left out. */
export type Protocol = (work: Workspace) => Generator<Estimate | Note>;

/** One that reads items too. */
export type ItemProtocol = (work: ItemWorkspace) => Generator<Estimate | Note>;

/** An estimate that is undefined, with one reason for value, interval and p. */
export function undefinedEstimate(
  base: Pick<Estimate, "id" | "n" | "unit" | "quantity" | "from">,
  reason: string,
): Estimate {
  return { ...base, value: null, reason, intervalReason: "no estimate", pReason: "no estimate" };
}
