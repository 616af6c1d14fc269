import { type Cell, type CellItems, cellKey, type Study } from "../study/study.ts";
import type { CalibrationBenchmark, CalibrationModel, MixtureTask } from "./calibration-task.ts";

/** One task for each scale, stage and mixture of a study, with its items on shared memory. */
export function mixtureTasks(study: Study): MixtureTask[] {
  const { design } = study;
  const hasConfidence = study.cells.some((cell) => cell.confidence !== null);
  const mixtures = design.mixtures.map(({ id }) => id).toSorted();
  const benchmarks = design.benchmarks.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const categories = [...new Set(benchmarks.map((row) => row.category))].toSorted();
  const share = sharer();
  const questions = new Map(
    benchmarks.map(({ id }) => {
      const items = study.benchmarkItems.get(id);
      return [
        id,
        {
          cluster: share(items?.cluster ?? new Uint32Array(0)),
          clusters: items?.clusters ?? 0,
          hasClusters: items?.hasClusters ?? false,
        },
      ];
    }),
  );
  const cells = Map.groupBy(study.cells, (cell) => `${cell.scale}/${cell.stage}/${cell.mixture}/${cell.benchmark}`);
  const modelOf = (cell: Cell): CalibrationModel => ({
    seed: cell.seed,
    accuracy: cell.accuracy,
    confidence: cell.confidence,
    brier: cell.brier,
    nll: cell.nll,
    items: itemsOf(study.items.get(cellKey(cell)), share),
    bins: study.bins.get(cellKey(cell)) ?? null,
  });
  return design.scales.flatMap(({ id: scale }) =>
    design.stages.flatMap(({ id: stage }) =>
      mixtures.map((mixture) => ({
        kind: "mixture" as const,
        scale,
        stage,
        mixture,
        hasConfidence,
        categories,
        benchmarks: benchmarks.map(({ id, category }): CalibrationBenchmark => {
          const models = (cells.get(`${scale}/${stage}/${mixture}/${id}`) ?? []).toSorted((a, b) => a.seed - b.seed);
          return { id, category, ...questions.get(id)!, models: models.map(modelOf) };
        }),
      })),
    ),
  );
}

function itemsOf(items: CellItems | undefined, share: Share): CalibrationModel["items"] {
  if (!items?.confidence) return null;
  return { item: share(items.item), correct: share(items.correct), confidence: share(items.confidence) };
}

type Share = <T extends Uint32Array | Uint8Array | Int32Array>(values: T) => T;

const CHUNK = 4_194_304;

/** Copies arrays into few shared buffers. Equal item numbers, one after the other, are kept once. */
function sharer(): Share {
  let buffer = new SharedArrayBuffer(0);
  let used = 0;
  let last: Uint32Array | null = null;
  return (values) => {
    const same = last;
    if (
      same &&
      values instanceof Uint32Array &&
      values.length === same.length &&
      values.every((value, i) => value === same[i])
    )
      return same as typeof values;
    const size = Math.ceil(values.byteLength / 8) * 8;
    if (used + size > buffer.byteLength) {
      buffer = new SharedArrayBuffer(Math.max(CHUNK, size));
      used = 0;
    }
    const Kind = values.constructor as new (buffer: SharedArrayBuffer, at: number, length: number) => typeof values;
    const copy = new Kind(buffer, used, values.length);
    copy.set(values);
    used += size;
    if (copy instanceof Uint32Array) last = copy;
    return copy;
  };
}
