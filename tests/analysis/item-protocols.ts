import { expect } from "vitest";
import { itemTransitions } from "../../src/analysis/item-transitions.ts";
import type { ItemProtocol } from "../../src/analysis/protocol.ts";
import { recalibration } from "../../src/analysis/recalibration.ts";
import { splitHalf } from "../../src/analysis/split-half.ts";
import { uncertainty } from "../../src/analysis/uncertainty.ts";
import { workspace } from "../../src/analysis/workspace.ts";
import type { Estimate } from "../../src/estimates/estimate.ts";
import type { Study } from "../../src/study/study.ts";

/** The protocols that read items beside levels. */
export const ITEM_PROTOCOLS = { itemTransitions, recalibration, splitHalf, uncertainty };

/** Runs one protocol: its estimates by id (a missing one fails the test), and its notes. */
export function runProtocol(protocol: ItemProtocol, study: Study) {
  const results = [...protocol(workspace(study))];
  const estimates = results.filter((result) => "id" in result);
  const byId = new Map(estimates.map((each) => [each.id, each]));
  const get = (id: string): Estimate => byId.get(id) ?? expect.fail(`no estimate ${id}`);
  return { estimates, get, notes: results.filter((result) => "protocol" in result) };
}

/** The plain mean. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
