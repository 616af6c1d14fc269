import type { Estimate } from "../estimates/estimate.ts";
import type { Target } from "../estimates/estimate-id.ts";
import { latentCorrelation } from "../statistics/latent-correlation.ts";
import { bootstrapInterval } from "./bootstrap-interval.ts";
import { selectComplete } from "./composite.ts";
import type { PairedColumns } from "./paired-columns.ts";
import { undefinedEstimate } from "./protocol.ts";
import { ceilingOf, reliabilityOf } from "./reliability-of.ts";
import { seedGroups } from "./seed-groups.ts";
import { meanSquareReplicates } from "./variance-components.ts";
import type { Place, SeedValues, Workspace } from "./workspace.ts";

export interface LatentRequest {
  readonly prefix: string;
  readonly target: Target;
  readonly places: readonly [Place, Place];
  readonly columns: PairedColumns;
  readonly from: string;
}

/**
 * The noise ceiling of a persistence, √(ICC(1,k) before · ICC(1,k) after), and the latent correlation behind the noise, from
 * components of variance and covariance over seeds. Both with the default bootstrap; neither is ever tested or ranked.
 *
 * @see STATISTICS.md §6
 */
export function* latentEstimates(work: Workspace, request: LatentRequest): Generator<Estimate> {
  const { prefix, target, places, columns, from } = request;
  const base = { unit: "mixture", n: columns.n, from } as const;
  const ceiling = { ...base, id: `${prefix}/ceiling`, quantity: "noise ceiling of a correlation" } as const;
  const latent = { ...base, id: `${prefix}/latent`, quantity: "latent correlation" } as const;
  const groups =
    columns.reason && !columns.reason.startsWith("constant") ? null : groupsOf(work, target, places, columns);
  const reason = groups ? null : (columns.reason ?? "no complete benchmark");
  if (!groups) {
    yield undefinedEstimate(ceiling, reason ?? "");
    yield undefinedEstimate(latent, reason ?? "");
    return;
  }
  const [before, after] = [reliabilityOf(groups.before), reliabilityOf(groups.after)];
  const unknown = "reason" in before ? before.reason : "reason" in after ? after.reason : null;
  if (unknown !== null || "reason" in before || "reason" in after) {
    yield undefinedEstimate(ceiling, unknown ?? "");
    yield undefinedEstimate(latent, unknown ?? "");
    return;
  }
  const bootstrap = work.bootstrap(columns.n);
  const few = columns.n < 5;
  const tooFew = { intervalReason: "fewer than 5 mixtures" };
  const icckBefore = meanSquareReplicates(groups.before, groups.before, bootstrap);
  const icckAfter = meanSquareReplicates(groups.after, groups.after, bootstrap);
  yield {
    ...ceiling,
    value: ceilingOf(before.icck, after.icck),
    ...(few ? tooFew : bootstrapInterval(icckBefore.icck.map((value, r) => ceilingOf(value, icckAfter.icck[r]!)))),
    pReason: "no test defined",
  };
  const value = latentCorrelation(groups.before, groups.after)?.latent ?? null;
  if (value === null)
    return yield undefinedEstimate(latent, few ? "fewer than 5 mixtures" : "reliability too low to disattenuate");
  const flags = Math.abs(value) > 1 ? { flags: ["above 1: sampling error"] } : {};
  yield {
    ...latent,
    value,
    ...(few
      ? tooFew
      : bootstrapInterval(latentReplicates(groups.before, groups.after, icckBefore, icckAfter, work, columns.n))),
    pReason: "no test defined",
    ...flags,
  };
}

function latentReplicates(
  before: readonly SeedValues[],
  after: readonly SeedValues[],
  x: ReturnType<typeof meanSquareReplicates>,
  y: ReturnType<typeof meanSquareReplicates>,
  work: Workspace,
  n: number,
): Float64Array {
  const matched = before.map((row, m) => matchSeeds(row, after[m]!));
  const hasMatch = matched.every(([a]) => a.values.length > 0);
  const cross = hasMatch
    ? meanSquareReplicates(
        matched.map(([a]) => a),
        matched.map(([, b]) => b),
        work.bootstrap(n),
      )
    : null;
  return x.between.map((msbX, r) => {
    const product = (msbX - x.within[r]!) * (y.between[r]! - y.within[r]!);
    if (!cross || !(product > 0) || msbX <= x.within[r]!) return Number.NaN;
    const within = Number.isNaN(cross.within[r]!) ? 0 : cross.within[r]!;
    return (cross.between[r]! - within) / Math.sqrt(product);
  });
}

/** The seeds that a mixture has at both places, with the values at each. */
export function matchSeeds(x: SeedValues, y: SeedValues): readonly [SeedValues, SeedValues] {
  const seeds = x.seeds.filter((seed) => y.seeds.includes(seed));
  const pick = (row: SeedValues) => ({ seeds, values: seeds.map((seed) => row.values[row.seeds.indexOf(seed)]!) });
  return [pick(x), pick(y)];
}

function groupsOf(work: Workspace, target: Target, places: readonly [Place, Place], { used }: PairedColumns) {
  const selection = target.kind === "benchmark" ? null : selectComplete(work, target, places);
  const [before, after] = places.map((place) => seedGroups(work, target, place, selection));
  if (!before || !after) return null;
  const pick = (rows: readonly (SeedValues | null)[]) => used.flatMap((m) => rows[m] ?? []);
  return { before: pick(before), after: pick(after) };
}
