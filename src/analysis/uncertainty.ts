import type { Estimate, Note } from "../estimates/estimate.ts";
import { estimateId, type Metric, type Target } from "../estimates/estimate-id.ts";
import { spearmanRows } from "../statistics/spearman-rows.ts";
import { cellSelection } from "./cell-selection.ts";
import { centre } from "./centre.ts";
import { type Selection, selectComplete, targetsOf } from "./composite.ts";
import { itemLevelRows } from "./item-level-rows.ts";
import type { PairedColumns } from "./paired-columns.ts";
import { persistenceColumns } from "./persistence-columns.ts";
import { undefinedEstimate } from "./protocol.ts";
import { perReplicate, spearmanReplicates } from "./replicates.ts";
import { type SeedDraws, seedDraws, seedLevelRows } from "./seed-level-rows.ts";
import { type StagePair, stagePairs } from "./stage-pairs.ts";
import { strata } from "./strata.ts";
import type { ItemWorkspace, Place } from "./workspace.ts";

const REPLICATES = 1000;
const MAX_DROPPED = 0.05;

/**
 * Where the uncertainty of rank persistence comes from: three standard deviations of Spearman's ρ, each from its own bootstrap.
 * `mixtures` draws mixtures whole, `seeds` redraws the seeds of fixed mixtures (times √(S/(S − 1)), for the mean of S drawn seeds
 * varies too little), `items` redraws clusters of items, the same for all models. They are no shares of a sum: the first contains
 * the others.
 *
 * Seeds are drawn for each mixture on its own: where the same seed number makes mixtures alike (the same order of data, say), the
 * seed component overstates. So it does near ρ = ±1, where noise added to noise moves ρ more than noise alone.
 *
 * @see STATISTICS.md §3
 */
export function* uncertainty(work: ItemWorkspace): Generator<Estimate | Note> {
  const draws = new Map(work.design.scales.map(({ id }) => [id, seedDrawsAt(work, id)]));
  for (const { metric, scale } of strata(work.design))
    for (const pair of stagePairs(work.design)) yield* componentsAt(work, pair, metric, scale, draws.get(scale)!);
}

/** A target with the levels that its persistence rests on. */
interface Subject {
  readonly target: Target;
  readonly columns: PairedColumns;
  readonly selection: Selection | null;
}

function* componentsAt(
  work: ItemWorkspace,
  pair: StagePair,
  metric: Metric,
  scale: string,
  draws: readonly SeedDraws[],
): Generator<Estimate> {
  const places = [pair.before, pair.after].map((stage): Place => ({ metric, scale, stage }));
  const subjects = targetsOf(work).map((target): Subject => {
    const columns = persistenceColumns(work, target, pair, [{ metric, scale }]);
    const isComposite = target.kind !== "benchmark" && columns.reason === null;
    return { target, columns, selection: isComposite ? selectComplete(work, target, places) : null };
  });
  const items = itemComponents(work, places, subjects);
  for (const [k, subject] of subjects.entries()) {
    const { target, columns } = subject;
    const prefix = estimateId("uncertainty", metric, pair.scalePart(scale), target.kind, target.id);
    const common = {
      quantity: "standard deviation",
      from: cellSelection({ metric, scale, stage: [pair.before, pair.after], [target.kind]: target.id }),
    } as const;
    const bases = {
      mixtures: { ...common, id: `${prefix}/mixtures`, n: columns.n, unit: "mixture" },
      seeds: { ...common, id: `${prefix}/seeds`, n: seedCount(columns, draws), unit: "seed" },
      items: { ...common, id: `${prefix}/items`, n: itemCount(work, subject), unit: "item" },
    } as const;
    if (columns.reason !== null) {
      for (const base of [bases.mixtures, bases.seeds, bases.items]) yield undefinedEstimate(base, columns.reason);
      continue;
    }
    yield componentEstimate(bases.mixtures, mixtureComponent(work, columns));
    yield componentEstimate(bases.seeds, seedComponent(work, places, subject, draws), oneSeedFlag(columns, draws));
    yield componentEstimate(bases.items, items[k]!);
  }
}

function componentEstimate(
  base: Pick<Estimate, "id" | "n" | "unit" | "quantity" | "from">,
  component: number | string,
  flags: readonly string[] = [],
): Estimate {
  if (typeof component === "string") return undefinedEstimate(base, component);
  return {
    ...base,
    value: component,
    intervalReason: "no interval defined",
    pReason: "no test defined",
    ...(flags.length > 0 && { flags }),
  };
}

function mixtureComponent(work: ItemWorkspace, { columns: [x, y], n }: PairedColumns): number | string {
  if (n < 4) return "fewer than 4 mixtures";
  // where every drawn set of mixtures gives ±1 the bootstrap knows nothing
  const bootstrap = work.bootstrap(n);
  const series = spearmanReplicates(x!, y!, bootstrap);
  return spreadOf(perReplicate(series, bootstrap)) || "no variation";
}

function seedComponent(
  work: ItemWorkspace,
  places: readonly Place[],
  { target, columns: { used }, selection }: Subject,
  draws: readonly SeedDraws[],
): number | string {
  const counts = used.map((m) => draws[m]!.seeds.length).filter((count) => count > 1);
  if (counts.length === 0) return "one seed";
  const [x, y] = places.map((place) => seedLevelRows(work, target, place, selection, used, draws));
  const spread = spreadOf(spearmanRows(x!, y!, used.length));
  if (typeof spread === "string") return spread;
  const harmonic = counts.length / counts.reduce((total, count) => total + 1 / count, 0);
  return spread * Math.sqrt(harmonic / (harmonic - 1));
}

/** One seed has no spread to draw from: such mixtures stand still in the seed bootstrap. */
function oneSeedFlag({ used }: PairedColumns, draws: readonly SeedDraws[]): string[] {
  return used.some((m) => draws[m]!.seeds.length < 2) ? ["some mixtures have one seed"] : [];
}

/** Benchmark by benchmark, so that no more than one is held: its levels enter its own rows, its category's and everything's. */
function itemComponents(
  work: ItemWorkspace,
  places: readonly Place[],
  subjects: readonly Subject[],
): (number | string)[] {
  const rows = subjects.map(({ columns }) =>
    columns.reason === null ? places.map(() => new Float64Array(REPLICATES * columns.n)) : null,
  );
  const hasItems = subjects.map(() => true);
  for (const benchmark of work.benchmarks) {
    const members = subjects.flatMap(({ target, columns, selection }, k) => {
      if (!rows[k]) return [];
      if (target.kind === "benchmark") return target.id === benchmark.id ? [{ k, weight: 1, used: columns.used }] : [];
      const group = selection?.categories.find((category) => category.benchmarks.includes(benchmark));
      if (!selection || !group) return [];
      return [{ k, weight: 1 / (group.benchmarks.length * selection.categories.length), used: columns.used }];
    });
    if (members.length === 0) continue;
    for (const [p, place] of places.entries()) {
      const levels = itemLevelRows(work, place, benchmark.id)?.levels;
      for (const { k, weight, used } of members)
        used.forEach((m, at) => {
          const level = levels?.[m];
          if (!level) hasItems[k] = false;
          else {
            // centring is a straight line: its value at 0 and its rise
            const origin = weight * centre(place.metric, benchmark, 0);
            const rise = weight * centre(place.metric, benchmark, 1) - origin;
            const row = rows[k]![p]!;
            for (let r = 0; r < REPLICATES; r++) row[r * used.length + at]! += origin + rise * level[r]!;
          }
        });
    }
  }
  return subjects.map(({ columns }, k) => {
    const [x, y] = rows[k] ?? [];
    if (!x || !y) return columns.reason ?? "no complete benchmark";
    if (!hasItems[k]) return "no item data";
    return spreadOf(spearmanRows(rounded(x), rounded(y), columns.n));
  });
}

/** Levels at 12 decimals, as whole numbers, in place: equal ones tie, in whatever order they were summed. */
function rounded(levels: Float64Array): Float64Array {
  for (let k = 0; k < levels.length; k++) levels[k] = Math.round(levels[k]! * 1e12);
  return levels;
}

/** The standard deviation of the defined replicates, in two passes, or why there is none. */
function spreadOf(replicates: Float64Array): number | string {
  let [defined, total, squares] = [0, 0, 0];
  for (let r = 0; r < replicates.length; r++) {
    const value = replicates[r]!;
    if (Number.isNaN(value)) continue;
    defined++;
    total += value;
  }
  if (defined < 2 || defined < (1 - MAX_DROPPED) * replicates.length) return "too many undefined replicates";
  const mean = total / defined;
  for (let r = 0; r < replicates.length; r++) {
    const value = replicates[r]!;
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  // rounding leaves some 1e-32 of replicates that are all equal
  const spread = squares / (defined - 1);
  return spread > 1e-24 ? Math.sqrt(spread) : 0;
}

/** Per mixture of the study, the draws of all its seeds at this scale. */
function seedDrawsAt(work: ItemWorkspace, scale: string): SeedDraws[] {
  const seeds = work.mixtures.map(() => new Set<number>());
  const place = new Map(work.mixtures.map((id, m) => [id, m]));
  for (const cell of work.study.cells) if (cell.scale === scale) seeds[place.get(cell.mixture) ?? -1]?.add(cell.seed);
  return seeds.map((own, m) =>
    seedDraws(
      work.mixtures[m]!,
      scale,
      [...own].toSorted((a, b) => a - b),
      REPLICATES,
    ),
  );
}

function seedCount({ used }: PairedColumns, draws: readonly SeedDraws[]): number {
  return used.reduce((total, m) => total + draws[m]!.seeds.length, 0);
}

function itemCount(work: ItemWorkspace, { target, selection }: Subject): number {
  const ids =
    target.kind === "benchmark"
      ? [target.id]
      : (selection?.categories ?? []).flatMap((category) => category.benchmarks.map((row) => row.id));
  return ids.reduce((total, id) => total + (work.study.benchmarkItems.get(id)?.ids.length ?? 0), 0);
}
