import type { PowerTables } from "./power.ts";

/** The power tables as a page of Markdown. */
export function powerReport({ design, verdicts, discoveries, detectable }: PowerTables, command: string): string {
  const reliabilities = [...new Set(detectable.map((row) => row.reliability))];
  const mixtures = [...new Set(detectable.map((row) => row.mixtures))];
  const cell = (m: number, reliability: number) => {
    const row = detectable.find((each) => each.mixtures === m && each.reliability === reliability);
    return row?.latent == null || row.power === null ? "none" : `${fixed(row.latent)} (${fixed(row.power)})`;
  };
  return `# What the verdicts are worth

Made by \`${command}\`; the same command makes the same page.

Simulated studies with a known truth, judged by the code that judges the real one: ${design.mixtures} mixtures, ${design.seeds} seeds, ${design.benchmarks} benchmarks
to a family, ${design.studies} studies to a row. Levels are normal; *true* is the correlation of mixtures before and after behind the
noise, *observable* the population Spearman of the means over seeds, *reliability* their ICC(1,k) at both stages. A seed's errors
correlate 0.5 between the stages, unless said. Shares are within ±${fixed(1.96 * Math.sqrt(0.25 / (verdicts[0]?.benchmarks ?? 1)), 3)} in 95 of 100 runs, and closer near 0 and 1.

## Verdicts

All benchmarks of a family have the same truth. *p ≤ .05* is of each benchmark alone, before adjustment. *Covered*: how many 95 %
intervals hold the observable correlation.

${table(
  ["reliability", "true", "observable", "robust", "unreliable", "inconclusive", "p ≤ .05", "covered"],
  verdicts.map((row) => [
    fixed(row.reliability),
    fixed(row.latent),
    fixed(row.observable),
    fixed(row.robust, 3),
    fixed(row.unreliable, 3),
    fixed(row.inconclusive, 3),
    fixed(row.significant, 3),
    fixed(row.coverage, 3),
  ]),
)}

At a true correlation of 0 every *robust* is false. At 0.5, the least that is called useful, *robust* and *unreliable* are both
doubtful, and rare. Most benchmarks of nine mixtures stay inconclusive, even good ones: that is what nine mixtures are worth.

## False discoveries

Half of the benchmarks carry nothing over, half have a true correlation of 0.9. The false discovery rate is the mean share of
*robust* benchmarks that are null; power is the share of the others that are called robust.

${table(
  ["reliability", "correlation of seed errors", "false discovery rate", "power"],
  discoveries.map((row) => [
    fixed(row.reliability),
    fixed(row.seedCorrelation, 1),
    fixed(row.falseDiscoveryRate, 3),
    fixed(row.power, 3),
  ]),
)}

Seed errors that correlate between the stages make a null benchmark persist a little: its observable correlation is not 0.

## Detectable correlations

The smallest true correlation that one two-sided test at .05 detects with 80 % power, by the closed form that the report uses, and
in brackets how often it was detected in simulated studies with that truth (${detectable.find((row) => row.samples > 0)?.samples.toLocaleString("en-US") ?? 0} samples each, seed errors independent). *None*: not
even 1 is detected.

${table(
  ["mixtures", ...reliabilities.map((value) => (value === 1 ? "no noise" : `reliability ${fixed(value)}`))],
  mixtures.map((m) => [String(m), ...reliabilities.map((value) => cell(m, value))]),
)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "--:")), ...rows.map(line)].join("\n");
}

/** With a true minus; a value between 0 and 1 keeps its zero. */
function fixed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
