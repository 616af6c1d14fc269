import type { GrowthRow, SpeedRow, SpeedTables } from "./speed.ts";

/** Where the times were taken. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly runtime: string;
  /** processes that wanted a core when the run began: above `cores`, seconds are longer than they need be */
  readonly load: number;
}

/** The speed tables as a page of Markdown. */
export function speedReport({ size, rows, growth, absent }: SpeedTables, machine: Machine, command: string): string {
  const pairs = (benchmarks: number) => count((benchmarks * (benchmarks - 1)) / 2);
  const titles: Readonly<Record<string, string>> = {
    permutation: `Exact p of Spearman, ${pairs(size.tested)} pairs of ${size.mixtures} mixtures, all orders`,
    bootstrap: `Bootstrap intervals of Spearman, ${pairs(size.benchmarks)} pairs, ${count(size.replicates)} replicates`,
    items: `Brier score and two calibration errors, ${count(size.items)} items in ${count(size.cells)} cells`,
    analysis: "The bundled study, read and analysed: every estimate",
  };
  const tasks = [...new Set(rows.map((row) => row.task))];
  return `# How fast

Made by \`${command}\` on ${machine.cores} cores of ${machine.processor}, ${machine.runtime}; ${machine.load.toFixed(1)} other processes wanted a core
when it began.

Each contestant ran once, cold, in a process of its own, on the same bytes, one core each but for the analysis, which has worker
threads; starting the process and reading the input are not timed. *CPU* is the time of all cores together and hardly depends on what
else the machine does, so the ratios are of CPU. Check sums of the peers agree with ours to 1 in 10⁹ or the command fails; only
SciPy's bootstrap draws its own mixtures. SciPy's two rows are scaled up from one pair (and the test from the 5,040 orders of seven
mixtures): in full they take hours. The peers are in \`bench/peers/\`.

${table(
  ["task", "by", "seconds", "CPU", "memory", "times ours"],
  tasks.flatMap((task) => rows.filter((row) => row.task === task).map((row) => cells(row, rows, titles))),
)}
${absent.length > 0 ? `\nNot run here: ${absent.join("; ")}.\n` : ""}
## Growth

Ours alone, one core. *Per doubling* is by how much the CPU time grows when what grows doubles, from the row above: 2 is linear, 4 square,
1 not at all. *Each* is the CPU time of one pair of benchmarks, or of one item.
${growth.some(({ unit }) => unit === "mixtures") ? "Up to nine mixtures the permutation test takes all orders, above 99,999 at random." : ""}

${table(
  ["kind of estimate", "size", "seconds", "CPU", "memory", "each", "per doubling"],
  growth.map((row, k) => [
    KINDS[row.task] ?? row.task,
    `${count(row.count)} ${row.unit}, ${row.beside}`,
    ...times(row),
    each(row.cpuSeconds / row.estimates),
    perDoubling(row, growth[k - 1]),
  ]),
)}
${memory(growth)}
`;
}

const KINDS: Readonly<Record<string, string>> = {
  permutation: "p-values, permutation",
  bootstrap: "intervals, bootstrap",
  items: "calibration",
};

/** The ratio of two times, as if the size had doubled between them. */
function perDoubling(row: GrowthRow, before: GrowthRow | undefined): string {
  if (before?.task !== row.task || before.unit !== row.unit || row.count <= before.count) return "";
  const doublings = Math.log2(row.count / before.count);
  return `× ${((row.cpuSeconds / before.cpuSeconds) ** (1 / doublings)).toFixed(2)}`;
}

function each(seconds: number): string {
  if (seconds >= 1e-3) return `${significant(seconds * 1e3)} ms`;
  return seconds >= 1e-6 ? `${significant(seconds * 1e6)} µs` : `${significant(seconds * 1e9)} ns`;
}

/** The most memory that the largest table of items took, against the goal. */
function memory(growth: readonly GrowthRow[]): string {
  const rows = growth.filter(({ unit }) => unit === "items");
  const most = rows.toSorted((a, b) => b.count - a.count)[0];
  if (!most) return "";
  const goal = most.megabytes < 1000 ? "below" : "not below";
  return `\nPeak memory with ${count(most.count)} items, the process and its input included: ${count(Math.round(most.megabytes))} MB, ${goal} 1 GB.\n`;
}

function cells(row: SpeedRow, rows: readonly SpeedRow[], titles: Readonly<Record<string, string>>): readonly string[] {
  const ours = rows.find((each) => each.task === row.task && each.by === "ours");
  const isOurs = row === ours;
  const ratio = ours && !isOurs ? `${significant(row.cpuSeconds / ours.cpuSeconds)}` : "";
  return [isOurs ? (titles[row.task] ?? row.task) : "", isOurs ? "**ours**" : row.by, ...times(row), ratio];
}

function times(row: GrowthRow | SpeedRow): readonly string[] {
  return [significant(row.seconds), significant(row.cpuSeconds), `${Math.round(row.megabytes)} MB`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  return [line(head), line(head.map((_, k) => (k < 2 ? "---" : "--:"))), ...rows.map(line)].join("\n");
}

/** Two significant digits, thousands in full. */
function significant(value: number): string {
  return count(Number(value.toPrecision(2)));
}

function count(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 21 });
}
