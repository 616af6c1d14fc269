import { stringify } from "yaml";
import { benchmarkLabel } from "./benchmark-label.ts";
import { type GuessedPlace, guessPlaces } from "./guess-place.ts";
import { OPEN } from "./import-map.ts";
import { knownChoices } from "./known-choices.ts";
import { scaleSize } from "./scale-size.ts";
import { chanceOf, commonChoices, type Seen, type SeenBenchmark } from "./seen.ts";
import { slug } from "./slug.ts";
import { stageOrder, stageRow } from "./stage-order.ts";

/** A map for people to correct. */
export interface DraftMap {
  readonly text: string;
  /** what could not be placed, as sentences; empty when the draft can be used as it is */
  readonly open: readonly string[];
}

type Row = { mixture: string; scale: string; seed: number | string; stage: string };

/**
 * Drafts a map from what the logs hold: a row for every model, guessed from its name, an entry for every benchmark, and a
 * `?` wherever nothing is known.
 *
 * @param columns what a table’s columns seem to mean, ours → theirs; empty for logs that are no tables
 */
export function draftMap(what: Seen, columns: Readonly<Record<string, string>> = {}): DraftMap {
  const open: string[] = [];
  const names = [...what.models.keys()].sort();
  const guesses = guessPlaces(
    names,
    names.map((name) => what.models.get(name)!),
  );
  const rows = placed(names, guesses, open);
  const lines = [
    "# What the logs do not say. Correct what is wrong; a ? has to be filled in before this can be used.",
    "# docs/importers.md tells every key; patterns can stand in the place of long tables.",
    "study: {id: my-study, title: My study, version: 2026.1.1}",
  ];
  if (Object.keys(columns).length > 0) lines.push(`columns: ${flow(columns)}`);
  const values = <Key extends keyof Row>(key: Key) => [...new Set([...rows.values()].map((row) => row[key]))];
  lines.push(...stageLines(values("stage"), open), ...scaleLines(values("scale")), ...mixtureLines(values("mixture")));
  lines.push(
    "models:",
    "  # for example: - '^org/(?<mixture>[a-z]+)-(?<scale>[0-9]+m)-seed(?<seed>[0-9]+)-(?<stage>base|sft)$'",
  );
  lines.push("  patterns: []", "  table:");
  for (const [name, row] of rows) lines.push(`    ${key(name)}: ${flow(row)}`);
  lines.push("categories:");
  const groups = [...new Set([...what.benchmarks.values()].map(({ group }) => group ?? "general"))].sort();
  const categories = new Map(groups.map((group) => [group, slug(group, "category")]));
  const labels = new Map([...categories].map(([group, id]) => [id, label(group)]));
  for (const [id, words] of labels) lines.push(`  - ${flow({ id, label: words })}`);
  lines.push("benchmarks:");
  const ids = new Set<string>();
  for (const benchmark of [...what.benchmarks.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    lines.push(...benchmarkLines(benchmark, categories.get(benchmark.group ?? "general")!, ids, open));
  }
  return { text: `${lines.join("\n")}\n`, open };
}

function placed(names: readonly string[], guesses: readonly GuessedPlace[], open: string[]): ReadonlyMap<string, Row> {
  const steps = new Set(guesses.map(({ step }) => step).filter((step) => step !== null));
  const rows = new Map<string, Row>();
  const taken = new Map<string, string>();
  guesses.forEach(({ mixture, scale, seed, stage, step }, index) => {
    const name = names[index]!;
    const byStep = stage === null && steps.size > 1 && step !== null ? `step-${step}` : null;
    const row: Row = {
      mixture: mixture ?? OPEN,
      scale: scale ?? OPEN,
      seed: seed ?? 0,
      stage: stage ?? byStep ?? "pretrain",
    };
    const missing = (["mixture", "scale"] as const).filter((part) => row[part] === OPEN);
    if (missing.length > 0) open.push(`model ${name}: its name does not tell the ${missing.join(" and the ")}`);
    const place = Object.values(row).join("/");
    const other = taken.get(place);
    if (missing.length === 0 && other !== undefined) {
      row.seed = OPEN;
      open.push(`models ${other} and ${name}: their names seem to mean the same mixture, scale, seed and stage`);
    } else taken.set(place, name);
    rows.set(name, row);
  });
  return rows;
}

function stageLines(stages: readonly string[], open: string[]): readonly string[] {
  const order = stageOrder(stages);
  if (order === null) open.push(`stages ${stages.join(", ")}: their order in training is not known`);
  const note = order === null ? ` # ${OPEN} in the order of training` : "";
  const rows = (order ?? [...stages].sort()).map((id) => `  - ${flow(stageRow(id))}`);
  return order === null ? [`stages:${note}`, ...rows, `  - ${OPEN}`] : ["stages: # in the order of training", ...rows];
}

function scaleLines(scales: readonly string[]): readonly string[] {
  const known = scales.filter((id) => id !== OPEN);
  if (known.length === 0 || known.length < scales.length) return [];
  const sorted = known.toSorted((a, b) => (scaleSize(a) ?? 0) - (scaleSize(b) ?? 0) || (a < b ? -1 : 1));
  return [
    "scales: # smallest first",
    ...sorted.map((id) => {
      const parameters = scaleSize(id);
      return `  - ${flow({ id, label: id.toUpperCase(), ...(parameters === null ? {} : { parameters }) })}`;
    }),
  ];
}

function mixtureLines(mixtures: readonly string[]): readonly string[] {
  if (mixtures.includes(OPEN)) return [];
  const rows = mixtures.toSorted().map((id) => `  - ${flow({ id, label: label(id) })}`);
  return ["mixtures: # in the order of tables; weights may be added, as in study.yaml", ...rows];
}

function benchmarkLines(seen: SeenBenchmark, category: string, ids: Set<string>, open: string[]): readonly string[] {
  const { name, score, scores } = seen;
  let id = slug(name, "benchmark");
  for (let next = 2; ids.has(id); next++) id = `${slug(name, "benchmark")}-${next}`;
  ids.add(id);
  const choices = commonChoices(seen) ?? (chanceOf(seen) === null ? knownChoices(name) : null);
  const chance = chanceOf(seen) ?? (choices === null ? null : Number((1 / choices).toFixed(6)));
  if (chance === null) open.push(`benchmark ${name}: the logs do not tell its accuracy by chance`);
  const others = scores.filter((other) => other !== score);
  const entry = {
    id,
    label: benchmarkLabel(name),
    category,
    chance: chance ?? OPEN,
    ...(choices === null ? {} : { choices }),
    score,
  };
  return [`  ${key(name)}: ${flow(entry)}${others.length > 0 ? ` # also logged: ${others.join(" · ")}` : ""}`];
}

/** `arc_challenge` → `Arc challenge`. */
function label(name: string): string {
  const words = name.replace(/[_-]+/g, " ").trim().slice(0, 120) || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function flow(value: object): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0, flowCollectionPadding: false }).trim();
}

function key(name: string): string {
  return JSON.stringify(name);
}
