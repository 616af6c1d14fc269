import type { Analysis } from "../estimates/analysis.ts";
import { formatNumber } from "../estimates/format-number.ts";
import type { Release, ReleasedClaim } from "./release.ts";

/** The notes of a release where its author wrote none: what it holds, and how its data differ from the release before. */
export function releaseNotes(
  { study, estimates }: Analysis,
  claims: readonly ReleasedClaim[],
  previous: Release | undefined,
): string {
  const { design, models, seeds, files } = study;
  const counted = (n: number, one: string) => `${formatNumber(n, 0)} ${one}${n === 1 ? "" : "s"}`;
  const holding = claims.filter(({ status }) => status === "holds").length;
  const lines = [
    `# ${design.title}, version ${design.version}`,
    "",
    `- ${counted(models, "model")}, ${counted(seeds.length, "seed")} (${seeds.join(", ")}), ${counted(study.cells, "cell")}.`,
    `- ${counted(estimates.length, "estimate")}; ${counted(claims.length, "claim")}, of which ${formatNumber(holding, 0)} hold.`,
  ];
  if (!previous) return `${[...lines, "- The first release."].join("\n")}\n`;
  const before = new Map(previous.study.files.map((file) => [file.path, file.sha256]));
  const now = new Set(files.map(({ path }) => path));
  const changes = [
    ...files.filter(({ path }) => !before.has(path)).map(({ path }) => `- added: \`${path}\``),
    ...files
      .filter(({ path, sha256 }) => before.has(path) && before.get(path) !== sha256)
      .map(({ path }) => `- changed: \`${path}\``),
    ...[...before.keys()].filter((path) => !now.has(path)).map((path) => `- removed: \`${path}\``),
  ];
  const none = "- No file of the data has changed: what differs comes from the code or the narrative.";
  const head = ["", `## Data since version ${previous.version}`, ""];
  return `${[...lines, ...head, ...(changes.length > 0 ? changes : [none])].join("\n")}\n`;
}
