import type { Report } from "../estimates/analysis.ts";
import { estimateId } from "../estimates/estimate-id.ts";
import { formatNumber } from "../estimates/format-number.ts";
import { midRanks } from "../statistics/mid-ranks.ts";
import { bothWidths } from "./both-widths.ts";
import type { Figure, MissingFigure } from "./figure.ts";
import type { FigureOptions } from "./figure-options.ts";
import { levelAxis } from "./level-axis.ts";
import { shortNumber } from "./short-number.ts";
import { stratum } from "./stratum.ts";
import { THEME } from "./theme.ts";
import { type Trajectory, trajectoryPanel } from "./trajectory-panel.ts";
import { withInterval } from "./with-interval.ts";

interface Way {
  readonly label: string;
  readonly levels: readonly number[];
  /** each level with its interval, as words */
  readonly said: readonly string[];
  readonly ranks: readonly number[];
}

/** RQ1 where stages are checkpoints of one training: level and rank of each mixture over training steps. */
export function trajectories(report: Report, options: FigureOptions): Figure | MissingFigure {
  const part = stratum("trajectories", report, options);
  const { id, metric, scale, source } = part;
  const { mixtures, stages } = report.study.design;
  const checkpoints = stages.flatMap(({ id, label, step }) => (step === undefined ? [] : [{ id, label, step }]));
  if (checkpoints.length < 2)
    return { id, missing: "Levels over training show where two stages or more have the number of a training step." };
  const target =
    options.benchmark !== undefined
      ? part.benchmarks[0]!
      : options.category === undefined
        ? part.overall
        : part.categories[0]!;
  const read = (stage: string, mixture: string) =>
    report.estimates.get(estimateId("level", metric, scale.id, stage, mixture, target.kind, target.id, "mean"));
  const whole = mixtures.flatMap(({ id: mixture, label }) => {
    const estimates = checkpoints.flatMap((stage) => read(stage.id, mixture) ?? []);
    const levels = estimates.flatMap(({ value }) => value ?? []);
    return levels.length === checkpoints.length
      ? [{ label, levels, said: estimates.map((each) => withInterval(each)) }]
      : [];
  });
  if (whole.length === 0) return { id, missing: `No mixture has ${metric} at every checkpoint at ${scale.label}.` };
  const places = checkpoints.map((_, k) =>
    midRanks(whole.map(({ levels }) => levels[k]!)).map((rank) => whole.length + 1 - rank),
  );
  const ways = whole.map((way, m): Way => ({ ...way, ranks: places.map((ranks) => ranks[m]!) }));
  const travelled = ({ ranks }: Way) => ranks.slice(1).reduce((sum, rank, k) => sum + Math.abs(rank - ranks[k]!), 0);
  const last = checkpoints.length - 1;
  const leader = ways.reduce((best, way) => (way.ranks[last]! < best.ranks[last]! ? way : best));
  const mover = ways
    .filter((way) => way !== leader)
    .reduce<Way | null>((most, way) => (travelled(way) > (most ? travelled(most) : 0) ? way : most), null);
  const role = (way: Way) => (way === leader ? "leader" : way === mover ? "mover" : null);
  const led = leader.ranks.findIndex((_, k) => leader.ranks.slice(k).every((rank) => rank === leader.ranks[last]));
  const where = target.kind === "overall" ? "over all benchmarks" : `on ${target.label}`;
  const at = (k: number) => `step ${shortNumber(checkpoints[k]!.step)}`;
  const title = `${leader.label}, highest by ${metric} at ${at(last)} ${where}, ${led === last ? "was not so at the checkpoint before" : led === 0 ? "is so from the first checkpoint on" : `is so from ${at(led)} on`}`;
  const steps = checkpoints.map(({ step }) => step);
  const between = checkpoints.slice(1).flatMap((stage, k) => {
    const before = checkpoints[k]!;
    const isOuter = before.id === stages[0]!.id && stage.id === stages.at(-1)!.id;
    const place = isOuter ? scale.id : `${scale.id}@${before.id}..${stage.id}`;
    const rho = report.estimates.get(estimateId("rank-persistence", metric, place, target.kind, target.id, "spearman"));
    return rho ? [`${shortNumber(before.step)} to ${shortNumber(stage.step)}: ρ ${withInterval(rho)}`] : [];
  });
  const alt = `${title}. ${between.length > 0 ? `Between checkpoints, ${between.join("; ")}. ` : ""}Of ${ways.length} at ${at(last)}, levels run from ${formatNumber(Math.min(...ways.map(({ levels }) => levels[last]!)), 2)} to ${formatNumber(leader.levels[last]!, 2)}.`;
  const others = stages.filter(({ step }) => step === undefined).map(({ label }) => label);
  const axis = levelAxis(ways.flatMap(({ levels }) => levels));
  const lines = (value: (way: Way) => readonly number[], say: (way: Way) => readonly string[]) =>
    ways.map((way): Trajectory => {
      const words = say(way);
      const points = value(way).map((each, k) => ({ step: steps[k]!, value: each, words: words[k]! }));
      return { label: way.label, role: role(way), points };
    });
  const count = ways.length;
  return {
    id,
    title,
    subtitle: `Level of ${metric}${target.kind === "benchmark" ? "" : " above guessing"} and rank of each mixture at ${checkpoints.length} checkpoints, scale ${scale.label}, n = ${count} ${count === 1 ? "mixture" : "mixtures"}`,
    caption: `Each line is a mixture, the mean of its seeds; rank 1 is the highest, ties share the mean of theirs. The thick line is highest at the last checkpoint, the dashed line changed places most. ${between.length > 0 ? `Over the ranks stands Spearman’s ρ between neighbouring checkpoints, with its 95 % interval over mixtures. ` : ""}${others.length > 0 ? `Stages without a step (${others.join(", ")}) have no place on this axis. ` : ""}Intervals of each level are among the estimates.`,
    alt,
    source,
    svg: bothWidths({ id, title, alt }, (canvas) => ({
      keys: [
        { label: "highest at the end", mark: "thick", colour: THEME.blue },
        ...(mover ? [{ label: "moved most", mark: "dashed", colour: THEME.vermillion } as const] : []),
      ],
      panels: [
        trajectoryPanel({
          width: canvas.width,
          height: 280,
          title: `Level, ${target.label}`,
          steps,
          trajectories: lines(
            ({ levels }) => levels,
            ({ said }) => said,
          ),
          domain: axis.domain,
          ticks: axis.ticks,
          print: (value) => formatNumber(value, value === 0 ? 0 : axis.decimals),
        }),
        trajectoryPanel({
          width: canvas.width,
          height: Math.min(420, Math.max(180, count * 18 + 60)),
          title: `Rank, ${target.label}`,
          ...(between.length > 0 && { note: between.join("; ") }),
          steps,
          trajectories: lines(
            ({ ranks }) => ranks,
            ({ ranks }) => ranks.map(rankWords),
          ),
          domain: [count + 0.5, 0.5],
          ticks: rankTicks(count),
          print: rankWords,
        }),
      ],
    })),
    table: {
      columns: [
        { key: "mixture", label: "Mixture" },
        ...checkpoints.flatMap((stage) => [
          { key: `level-${stage.id}`, label: `Level, ${stage.label} (step ${shortNumber(stage.step)})`, decimals: 3 },
          { key: `rank-${stage.id}`, label: "Rank", decimals: 1 },
        ]),
      ],
      rows: ways.map(({ label, levels, ranks }) => ({
        mixture: label,
        ...Object.fromEntries(
          checkpoints.flatMap((stage, k) => [
            [`level-${stage.id}`, levels[k]!],
            [`rank-${stage.id}`, ranks[k]!],
          ]),
        ),
      })),
    },
  };
}

const rankWords = (rank: number) => formatNumber(rank, Number.isInteger(rank) ? 0 : 1);

/** 1, the last, and round ranks between. */
function rankTicks(count: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => count / each <= 10) ?? 1000;
  const between = Array.from({ length: Math.floor(count / step) }, (_, k) => (k + 1) * step);
  return [...new Set([1, ...between.filter((rank) => rank - 1 >= step / 2 || step === 1)])];
}
