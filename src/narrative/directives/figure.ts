import { resolveId } from "../../estimates/resolve-id.ts";
import { nearest } from "../../nearest.ts";
import type { StudyDesign } from "../../study/design.ts";
import type { Directive } from "../directive.ts";
import { block, text } from "../nodes.ts";

const OF_DESIGN = ["scale", "stage", "mixture", "benchmark", "category"] as const;
const OPTIONS = [...OF_DESIGN, "metric", "measure", "statistic", "kind"] as const;

/** `::figure[NAME]{scale metric stage …}`: a figure of the registry; where it cannot be drawn, the sentence that says why. */
export const figure: Directive = {
  forms: ["leaf"],
  label: "the name of a figure",
  attributes: OPTIONS,
  expand: ({ label, attributes, page, report, fault }) => {
    const { figureNames, figures } = page.options;
    if (!figureNames.includes(label)) {
      const similar = nearest(label, figureNames);
      const todo = similar ? `Did you mean ${similar}?` : "Choose one of them.";
      fault(`::figure[${label}]`, `one of ${figureNames.join(", ")}`, todo);
      return [];
    }
    const { design } = report.study;
    const options: Record<string, string> = {};
    for (const key of OPTIONS) {
      const given = attributes[key];
      if (given === undefined) continue;
      const { id } = resolveId(given, design);
      const ids = idsOf(key, design);
      if (ids && !ids.includes(id)) {
        const similar = nearest(id, ids);
        const todo = similar ? `Did you mean ${similar}?` : "Choose one of them.";
        fault(`${key}=${given}`, `one of ${ids.join(", ")}`, todo, { attribute: key, offset: 0 });
        return [];
      }
      options[key] = id;
    }
    const drawn = figures(label, options);
    if ("missing" in drawn) return [block("p", { className: ["missing"] }, [text(drawn.missing)])];
    const address = `fig-${drawn.id}`;
    if (page.usedIds.has(address)) {
      fault(`a second figure #${address}`, "figures with different options", "Remove it, or choose other options.");
      return [];
    }
    page.usedIds.add(address);
    return [{ type: "figureSlot", figure: drawn }];
  },
};

function idsOf(key: string, design: StudyDesign): readonly string[] | null {
  const rows = {
    scale: design.scales,
    stage: design.stages,
    mixture: design.mixtures,
    benchmark: design.benchmarks,
    category: design.categories,
  }[key];
  if (key === "metric") return ["accuracy", "confidence"];
  return rows ? rows.map((row) => row.id) : null;
}
