import type { Report } from "../estimates/analysis.ts";
import type { Estimate } from "../estimates/estimate.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { midRanks } from "../statistics/mid-ranks.ts";
import { bothWidths } from "./both-widths.ts";
import { type BumpLine, bumpPanel, standouts } from "./bump-panel.ts";
import { clearSide } from "./clear-side.ts";
import { countOf } from "./count-of.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { listWords } from "./list-words.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { unitsOf } from "./units-of.ts";
import { withInterval } from "./with-interval.ts";

/** RQ1 over three and more stages: where each mixture stands at every one of them, for all benchmarks and each category. */
export function rankBump(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("rank-bump", report, options);
  const { id, metric, scale, source } = part;
  const { stages, mixtures } = report.study.design;
  if (stages.length < 3)
    return { id, missing: "The way of a ranking through training shows from three stages on; this study has fewer." };
  const targets =
    options.benchmark !== undefined
      ? part.benchmarks
      : options.category === undefined
        ? [part.overall, ...part.categories]
        : part.categories;
  const panels = targets.flatMap((target) => {
    const levels = mixtures.flatMap(({ id: mixture, label }) => {
      const own = stages.map(
        (stage) =>
          report.estimates.get(estimateId("level", metric, scale.id, stage.id, mixture, target.kind, target.id, "mean"))
            ?.value ?? null,
      );
      return own.every((value) => value !== null) ? [{ label, levels: own }] : [];
    });
    const steps = stages.slice(1).map((stage, k) => {
      const place = `${scale.id}@${stages[k]!.id}..${stage.id}`;
      return report.estimates.get(estimateId("rank-persistence", metric, place, target.kind, target.id, "spearman"));
    });
    return levels.length === 0 ? [] : [{ target, lines: bumpLines(levels), steps }];
  });
  if (panels.length === 0) return { id, missing: `No mixture has ${metric} at every stage at ${scale.label}.` };
  const main = panels[0]!;
  const moves = stages.slice(1).map((stage, k) => `${stages[k]!.label} to ${stage.label}`);
  const onSide = (side: "above" | "below") => moves.filter((_, k) => clearSide(main.steps[k]) === side);
  const [clear, turned] = [onSide("above"), onSide("below")];
  const turns = turned.length > 0 ? `; it clearly turns round from ${listWords(turned, 3)}` : "";
  const open = moves.length - clear.length - turned.length;
  const where = main.target.kind === "overall" ? "over all benchmarks" : `in ${main.target.label}`;
  const kept =
    clear.length === moves.length
      ? `The order of mixtures by ${metric} is clearly kept from each stage to the next, ${where}`
      : clear.length === 0
        ? `From no stage to the next is the order of mixtures by ${metric} clearly kept, ${where}`
        : `The order of mixtures by ${metric} is clearly kept from ${listWords(clear, 3)}${open > 0 ? `, and not clearly from ${countOf(open, "other stage")} to the next` : ""}, ${where}`;
  const title = kept + turns;
  const leader = main.lines.find(({ slots }) => slots[0] === 0)!;
  const alt = `${title}. ${panels
    .map(({ target, steps }) => `${target.label}: ${moves.map((move, k) => `${move} ${words(steps[k])}`).join(", ")}`)
    .join(
      "; ",
    )}. First at ${stages[0]!.label}, ${leader.label} is then at ${leader.ranks.slice(1).map(rank).join(", ")} of ${main.lines.length}.`;
  const hasMover = panels.some(({ lines }) => standouts(lines).mover !== undefined);
  const estimates = panels.flatMap(({ steps }) => steps.filter((step) => step !== undefined));
  return {
    id,
    title,
    subtitle: `Rank of each mixture by ${metric} at ${stages.length} stages, scale ${scale.label}${estimates.length > 0 ? `, ${unitsOf(estimates)}` : ""}`,
    caption:
      `Each line is a mixture, the highest on top, from the first stage at the left to the last at the right; tied mixtures take neighbouring places. The thick line led at the first stage${hasMover ? ", the dashed line moved most in all" : ""}. ` +
      "Between two neighbouring stages stands their Spearman’s ρ, in brackets their 95 % intervals over mixtures; an order is “clearly kept” where its interval lies above zero.",
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => {
      const isPaired = !canvas.isNarrow && stages.length <= 3 && panels.length > 2;
      const columns = isPaired ? 2 : 1;
      const panel = ({ target, lines, steps }: (typeof panels)[number], width: number) =>
        bumpPanel({
          width,
          title: target.label,
          note: intervalsOf(steps),
          stages: stages.map(({ label }) => label),
          steps: steps.map((step) => (step?.value == null ? "–" : formatNumber(step.value, 2))),
          lines,
        });
      return {
        columns,
        keys: [
          { label: "first at the start", mark: "thick", colour: THEME.blue },
          ...(hasMover ? [{ label: "moved most", mark: "dashed", colour: THEME.vermillion } as const] : []),
        ],
        lead: panel(main, canvas.width),
        panels: panels.slice(1).map((each) => panel(each, (canvas.width - (columns - 1) * 16) / columns)),
      };
    }),
    table: {
      columns: [
        { key: "about", label: "Group" },
        { key: "mixture", label: "Mixture" },
        ...stages.flatMap((stage) => [
          { key: `level-${stage.id}`, label: `Level, ${stage.label}`, decimals: 3 },
          { key: `rank-${stage.id}`, label: "Rank", decimals: 1 },
        ]),
      ],
      rows: panels.flatMap(({ target, lines }) =>
        lines.map(({ label, levels, ranks }) => ({
          about: target.label,
          mixture: label,
          ...Object.fromEntries(
            stages.flatMap((stage, k) => [
              [`level-${stage.id}`, levels[k]!],
              [`rank-${stage.id}`, ranks[k]!],
            ]),
          ),
        })),
      ),
    },
  };
}

/** “95 %: [0.20, 1.00], –, [−0.30, 0.80]”, one for each step. */
function intervalsOf(steps: readonly (Estimate | undefined)[]): string {
  const ranges = steps.map((step) =>
    step?.interval ? `[${formatNumber(step.interval.low, 2)}, ${formatNumber(step.interval.high, 2)}]` : "–",
  );
  return ranges.every((range) => range === "–") ? "no intervals" : `95 %: ${ranges.join(" ")}`;
}

const words = (step: Estimate | undefined) => (step ? `ρ ${withInterval(step)}` : "not estimated");
const rank = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1);

/** Ranks (1 = highest, ties share) and places at every stage; ties stand in the order of the stage before. */
function bumpLines(
  rows: readonly { readonly label: string; readonly levels: readonly (number | null)[] }[],
): readonly BumpLine[] {
  const levels = rows.map((row) => row.levels.map((value) => value ?? 0));
  const slots: number[][] = rows.map(() => []);
  const ranks: number[][] = rows.map(() => []);
  const count = levels[0]!.length;
  for (let stage = 0; stage < count; stage++) {
    const own = midRanks(levels.map((row) => row[stage]!));
    const before = (k: number) => (stage === 0 ? k : slots[k]![stage - 1]!);
    const order = rows.map((_, k) => k).toSorted((a, b) => own[b]! - own[a]! || before(a) - before(b));
    order.forEach((k, place) => {
      slots[k]!.push(place);
      ranks[k]!.push(rows.length + 1 - own[k]!);
    });
  }
  return rows.map(({ label }, k) => ({ label, levels: levels[k]!, ranks: ranks[k]!, slots: slots[k]! }));
}
