import type { StudyDesign } from "../study/design.ts";
import { unitWords } from "../study/unit-words.ts";

/** The files of a fresh study, by path: a design with a comment at every key, invented results, a note, a README, CI. */
export function studyTemplate(id: string): Readonly<Record<string, string>> {
  return { "study.yaml": designText(id), "results.csv": exampleResults(), ...companionFiles(undefined) };
}

/**
 * What stands beside the data of any study: a note for the narrative, a README, and a workflow that builds the report.
 *
 * @param unit the study’s word for what it compares; undefined for mixtures
 */
export function companionFiles(unit: StudyDesign["unit"]): Readonly<Record<string, string>> {
  const words = unitWords({ unit }) ?? String;
  return {
    "README.md": words(README),
    "commentary/rq1.md": commentary(words("mixture"), words("mixtures")),
    ".github/workflows/report.yml": WORKFLOW,
  };
}

function designText(id: string): string {
  return `# The design of a study. Unknown keys are errors; ids are lower case, with single . _ - inside.
id: ${id}
title: My study of data mixtures
version: 2026.1.1 # of the data: year, month, running number; raise it with every change of the data
license: CC-BY-4.0
authors: [] # [{name: Ada Lovelace, orcid: 0000-0000-0000-0000}]
description: Invented numbers that show the format. Replace them by your own.

# In the order of training; one is enough, but what survives fine-tuning needs two. A checkpoint may have its training step:
# {id: early, label: Early, step: 1000}
stages:
  - {id: pretrain, label: Pretraining}
  - {id: sft, label: Fine-tuned}

# Smallest first. \`parameters\` may be left out.
scales:
  - {id: 150m, label: 150M, parameters: 150000000}

# The word for what is compared, where it is not called a mixture.
# unit: {id: recipe, label: Recipe}

# What is known of each beside its scores, to be plotted against how it changes.
# covariates:
#   - {id: code_share, label: Share of code}

# What is compared. \`weights\`, and \`covariates: {code_share: 0.1}\`, may be left out.
mixtures:
${MIXTURES.map((mixture) => `  - {id: ${mixture}, label: ${capital(mixture)}}`).join("\n")}

categories:
  - {id: science, label: Science}
  - {id: commonsense, label: Common sense}

# \`chance\` is the accuracy of guessing; \`choices\` how many an item has, left out where answers are open or the number varies.
benchmarks:
${BENCHMARKS.map(({ id: own, label, category, choices }) => `  - {id: ${own}, label: ${label}, category: ${category}, chance: ${1 / choices}, choices: ${choices}}`).join("\n")}
`;
}

const MIXTURES: readonly string[] = ["web", "books", "code", "science", "dialogue", "balanced"];
const BENCHMARKS = [
  { id: "arc-easy", label: "ARC Easy", category: "science", choices: 4 },
  { id: "sciq", label: "SciQ", category: "science", choices: 4 },
  { id: "piqa", label: "PIQA", category: "commonsense", choices: 2 },
] as const;
const ITEMS = 200;

function exampleResults(): string {
  const rows = ["mixture,scale,seed,stage,benchmark,accuracy,n,confidence"];
  MIXTURES.forEach((mixture, m) => {
    BENCHMARKS.forEach(({ id, choices }, b) => {
      for (const [s, stage] of ["pretrain", "sft"].entries()) {
        const right = Math.round(
          ITEMS * (1 / choices + 0.1 + 0.03 * ((5 * m + 3 * b) % 7) + 0.06 * s + 0.01 * ((m * b + s) % 3)),
        );
        const confidence = (right / ITEMS + 0.02 + 0.01 * ((m + 2 * b + s) % 5)).toFixed(3);
        rows.push([mixture, "150m", 1, stage, id, right / ITEMS, ITEMS, confidence].join(","));
      }
    });
  });
  return `${rows.join("\n")}\n`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function commentary(one: string, many: string): string {
  return `## In this study

The rankings compare :study[mixtures]{one="${one}" many="${many}"} on :study[benchmarks]{one=benchmark many=benchmarks}.
`;
}

const README = `# A study of mixtures

- \`study.yaml\`: the design. \`results.csv\`: one row per model and benchmark. \`items/*.parquet\` or \`items/*.csv.gz\`, when
  there are any: one row per answer, from which results follow.
- \`commentary/rq1.md\` to \`rq4.md\`: what is to be said of this study alone, each shown on its page. Numbers are quoted by their
  id, as in \`:value[rank-persistence/accuracy/SCALE/overall/all/spearman]{interval}\`, so that they cannot go stale.
- \`.github/workflows/report.yml\`: builds the report on every push. Set the repository variable \`REPORT_GENERATOR\` to the
  repository of magic-correlations, as owner/name.

In a copy of magic-correlations:

    npm run build -- --data THIS-FOLDER --out THE-REPORT
`;

const WORKFLOW = `# Builds the report of this study on every push, and publishes that of main.
name: report

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    steps:
      - name: REPORT_GENERATOR is set
        if: vars.REPORT_GENERATOR == ''
        run: |
          echo "::error::The repository variable REPORT_GENERATOR is not set. Set it to the repository of magic-correlations, as owner/name: Settings, Secrets and variables, Actions, Variables."
          exit 1
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          path: study
          persist-credentials: false
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          repository: \${{ vars.REPORT_GENERATOR }} # owner/name of magic-correlations
          path: generator
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 24
      - run: npm ci
        working-directory: generator
      - run: npm run build -- --data ../study --out ../site
        working-directory: generator
      - if: github.ref == 'refs/heads/main'
        uses: actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa # v3.0.1
        with:
          path: site

  deploy:
    if: github.ref == 'refs/heads/main' && github.event_name == 'push'
    needs: build
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
`;
