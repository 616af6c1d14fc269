import { stringify } from "yaml";
import { benchmarkLabel } from "./benchmark-label.ts";
import { type GuessedPlace, guessPlaces } from "./guess-place.ts";
import { OPEN } from "./import-map.ts";
import type { DraftPlace } from "./import-summary.ts";
import { knownChoices } from "./known-choices.ts";
import { listed } from "./listed.ts";
import { scaleSize } from "./scale-size.ts";
import { chanceOf, commonChoices, type Seen, type SeenBenchmark, type SeenCheckpoint } from "./seen.ts";
import { slug } from "./slug.ts";
import { stageOrder, stageRow } from "./stage-order.ts";

/** A map for people to correct. */
export interface DraftMap {
  readonly text: string;
  /** what could not be placed, as sentences; empty when the draft can be used as it is */
  readonly open: readonly string[];
  /** what the draft says and no log does, as phrases */
  readonly assumed: readonly string[];
  /** of every checkpoint, as guessed */
  readonly places: readonly DraftPlace[];
}

type Row = { mixture: string; scale: string; seed: number | string; stage: string };
const PARTS = ["mixture", "scale", "seed", "stage"] as const;
type Part = (typeof PARTS)[number];

/**
 * Drafts a map from what the logs hold: a row for every model, guessed from its name; ids for the words of the log, where it
 * tells places itself; an entry for every benchmark; and a `?` wherever no word of a name or log supports a guess.
 *
 * @param columns what a table’s columns seem to mean, ours → theirs; empty for logs that are no tables
 */
export function draftMap(what: Seen, columns: Readonly<Record<string, string>> = {}): DraftMap {
  const open: string[] = [];
  const assumed: string[] = [];
  const found = what.checkpoints.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const told = PARTS.filter((part) => found.every((own) => own.told[part] !== undefined));
  const guesses = guessPlaces(
    found.map(({ name }) => name),
    found.map((own) => own.told),
  );
  const rows = placed(found, guesses, open);
  if (rows.every(({ seed }, index) => seed === 0 && guesses[index]!.seed === null))
    assumed.push("seed 0 of all checkpoints");
  const isStageless = rows.every(({ stage }) => stage === OPEN) && areApart(rows);
  if (isStageless) open.push("stage: no name tells it; if it is the same of all, write it once under defaults");
  else openStages(found, rows, open);
  const lines = [
    "# What the logs do not say. Correct what is wrong; a ? has to be filled in before this can be used.",
    "# docs/importers.md tells every key; patterns can stand in the place of long tables.",
    "study: {id: my-study, title: My study, version: 2026.1.1}",
    "# unit: {id: recipe, label: Recipe} # what is compared, where it is not called a mixture",
  ];
  if (Object.keys(columns).length > 0) lines.push(`columns: ${flow(columns)}`);
  const values = <Key extends Part>(key: Key) => [...new Set(rows.map((row) => row[key]))];
  const labels = labelsOf(found, rows);
  lines.push(
    ...stageLines(values("stage"), open),
    ...scaleLines(values("scale")),
    ...mixtureLines(values("mixture"), labels),
    ...valueLines(found, rows, told),
    ...(isStageless ? [`defaults: {stage: "${OPEN}"} # of all checkpoints: pretrain, sft, …`] : []),
    ...modelLines(found, rows, [...told, ...(isStageless ? (["stage"] as const) : [])]),
  );
  lines.push("categories:");
  const groups = [...new Set([...what.benchmarks.values()].map(({ group }) => group ?? "general"))].sort();
  const categories = new Map(groups.map((group) => [group, slug(group, "category")]));
  const categoryLabels = new Map([...categories].map(([group, id]) => [id, label(group)]));
  for (const [id, words] of categoryLabels) lines.push(`  - ${flow({ id, label: words })}`);
  lines.push("benchmarks:");
  const taken: TakenNames = { ids: new Set(), labels: new Set(), byName: [] };
  for (const benchmark of [...what.benchmarks.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    lines.push(...benchmarkLines(benchmark, categories.get(benchmark.group ?? "general")!, taken, open));
  }
  if (taken.byName.length > 0) assumed.push(`accuracy by chance of ${listed(taken.byName)}, from names alone`);
  return { text: `${lines.join("\n")}\n`, open, assumed, places: rows };
}

/** Whether mixture, scale and seed tell all apart. */
function areApart(rows: readonly Row[]): boolean {
  return new Set(rows.map(({ mixture, scale, seed }) => `${mixture}/${scale}/${seed}`)).size === rows.length;
}

function placed(found: readonly SeenCheckpoint[], guesses: readonly GuessedPlace[], open: string[]): readonly Row[] {
  const steps = new Set(guesses.map(({ step }) => step).filter((step) => step !== null));
  const hasSeeds = guesses.some(({ seed }) => seed !== null);
  const taken = new Map<string, string>();
  return guesses.map(({ mixture, scale, seed, stage, step }, index) => {
    const { name } = found[index]!;
    const isCheckpoint = step !== null && (stage === null || (stage === "pretrain" && steps.size > 1));
    const row: Row = {
      mixture: mixture ?? OPEN,
      scale: scale ?? OPEN,
      seed: seed ?? (hasSeeds ? OPEN : 0),
      stage: isCheckpoint ? `step-${step}` : (stage ?? OPEN),
    };
    const missing = (["mixture", "scale", "seed"] as const).filter((part) => row[part] === OPEN);
    if (missing.length > 0) open.push(`model ${name}: its name does not tell the ${missing.join(" and the ")}`);
    if (missing.length > 0 || row.stage === OPEN) return row;
    const place = Object.values(row).join("/");
    const other = taken.get(place);
    taken.set(place, other ?? name);
    if (other === undefined) return row;
    open.push(`models ${other} and ${name}: their names seem to mean the same mixture, scale, seed and stage`);
    return { ...row, seed: OPEN };
  });
}

function openStages(found: readonly SeenCheckpoint[], rows: readonly Row[], open: string[]): void {
  rows.forEach(({ stage }, index) => {
    if (stage === OPEN) open.push(`model ${found[index]!.name}: its name does not tell the stage`);
  });
}

/** The log’s words for what it tells of all: they become ids by `values`, and need no row for each model. */
function valueLines(found: readonly SeenCheckpoint[], rows: readonly Row[], told: readonly Part[]): readonly string[] {
  const lines = told.flatMap((part) => {
    const ids = Object.fromEntries(found.map((own, index) => [own.told[part]!, rows[index]![part]]));
    const isPlain = part === "seed" && Object.entries(ids).every(([word, id]) => id === OPEN || word === String(id));
    return isPlain ? [] : [`  ${part}: ${flow(ids)}`];
  });
  return lines.length === 0 ? [] : ["values: # the words of the logs → ids", ...lines];
}

/** A row for each name, of what nothing else tells. */
function modelLines(
  found: readonly SeenCheckpoint[],
  rows: readonly Row[],
  elsewhere: readonly Part[],
): readonly string[] {
  const table = new Map<string, string>();
  rows.forEach((row, index) => {
    const own = PARTS.filter((part) => !elsewhere.includes(part) || (part === "seed" && row.seed === OPEN));
    if (own.length > 0) table.set(found[index]!.name, flow(Object.fromEntries(own.map((part) => [part, row[part]]))));
  });
  if (table.size === 0) return [];
  return [
    "models:",
    "  # for example: - '^org/(?<mixture>[a-z]+)-(?<scale>[0-9]+m)-seed(?<seed>[0-9]+)-(?<stage>base|sft)$'",
    "  patterns: []",
    "  table:",
    ...[...table].map(([name, row]) => `    ${key(name)}: ${row}`),
  ];
}

/** What the log calls a mixture that it tells. */
function labelsOf(found: readonly SeenCheckpoint[], rows: readonly Row[]): ReadonlyMap<string, string> {
  return new Map(
    found.flatMap(({ told }, index) =>
      told.mixture === undefined ? [] : [[rows[index]!.mixture, told.mixture.slice(0, 120)] as const],
    ),
  );
}

function stageLines(stages: readonly string[], open: string[]): readonly string[] {
  if (stages.includes(OPEN)) return [];
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

function mixtureLines(mixtures: readonly string[], labels: ReadonlyMap<string, string>): readonly string[] {
  if (mixtures.includes(OPEN)) return [];
  const rows = mixtures.toSorted().map((id) => `  - ${flow({ id, label: labels.get(id) ?? label(id) })}`);
  return ["mixtures: # in the order of tables; weights may be added, as in study.yaml", ...rows];
}

/** What benchmarks before have taken. */
interface TakenNames {
  readonly ids: Set<string>;
  readonly labels: Set<string>;
  /** those whose choices are known by their name alone */
  readonly byName: string[];
}

function benchmarkLines(
  seen: SeenBenchmark,
  category: string,
  { ids, labels, byName }: TakenNames,
  open: string[],
): readonly string[] {
  const { name, score, scores } = seen;
  const words = labels.has(benchmarkLabel(name)) ? name.slice(0, 120) : benchmarkLabel(name);
  labels.add(words);
  let id = slug(name, "benchmark");
  for (let next = 2; ids.has(id); next++) id = `${slug(name, "benchmark")}-${next}`;
  ids.add(id);
  const choices = commonChoices(seen) ?? (chanceOf(seen) === null ? knownChoices(name) : null);
  const chance = chanceOf(seen) ?? (choices === null ? null : Number((1 / choices).toFixed(6)));
  if (chance !== null && chanceOf(seen) === null) byName.push(name);
  if (chance === null) open.push(`benchmark ${name}: the logs do not tell its accuracy by chance`);
  const others = scores.filter((other) => other !== score);
  const entry = {
    id,
    label: words,
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
