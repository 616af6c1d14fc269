import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Estimate } from "../../src/estimates/estimate.ts";
import { type FreezePlace, type Frozen, freeze } from "../../src/releases/freeze.ts";
import type { Release } from "../../src/releases/release.ts";
import { releases } from "../../src/releases/releases.ts";

/** A drawing that is large enough to be stored on its own. */
export const DRAWING = `<svg viewBox="0 0 9 9">${"<path d='M0 0'/>".repeat(80)}<text>0.83</text></svg>`;

/** What a study of nothing would release: two pages, a figure, a claim and a table. */
export function tinyFrozen(version: string, value = 0.83): Frozen {
  const estimate: Estimate = {
    id: "rank-persistence/accuracy/small/overall/all/spearman",
    value,
    n: 6,
    unit: "mixture",
    quantity: "correlation",
    from: "scale=small",
  };
  const row = { id: "a", label: "A" };
  return {
    record: {
      schema: 1,
      version,
      date: "2026-11-24",
      code: { version: "0.1.0", commit: null },
      data: { commit: "0".repeat(40), blobs: {} },
      runtime: { node: "24.0.0", packages: {} },
      claims: [],
      withheld: [],
    },
    analysis: {
      schema: 1,
      study: {
        design: {
          ...{ id: "tiny", title: "A tiny study", version, authors: [] },
          ...{ stages: [row], scales: [row], mixtures: [row], categories: [row] },
          benchmarks: [{ ...row, category: "a", chance: 0.25 }],
        },
        files: [],
        ...{ seeds: [1], models: 1, cells: 1, answers: 0, hasConfidence: false, hasItems: false },
      },
      estimates: [estimate],
      notes: [],
    },
    pages: [
      {
        ...{ path: "/", title: "Overview", description: "All of it" },
        body: `<h1>Overview</h1><p>ρ is <a href="/rq1/#fig-one">${value}</a>; <a href="/search/">search</a>.</p>`,
      },
      {
        ...{ path: "/rq1/", title: "One <question>", description: 'It "asks"' },
        body: [
          `<h1>One</h1><figure id="fig-one"><figcaption>${value}</figcaption>${DRAWING}</figure>`,
          `<div class="claim holds" id="claim-it"><p>It holds.</p><div>by ${value}</div></div>`,
          `<h2 id="rows">Rows</h2><table><tr><td>${value}</td></tr></table><a href="/data/analysis.json">all</a>`,
          `<a href="/">home</a><a href="/figures/one.svg">svg</a><a href="https://a.org/">out</a>`,
        ].join("\n"),
      },
    ],
    files: new Map([["/figures/one.svg", Buffer.from(`<svg>${value}</svg>`)]]),
    narrative: new Map([["content/rq1.md", Buffer.from("# One\n")]]),
    notes: "# First\n",
  };
}

/** Freezes into `data/releases`, and reads all releases again. */
export function addRelease(data: string, frozen: Frozen, write?: FreezePlace["write"]): Release[] {
  const work = join(data, "work");
  mkdirSync(work, { recursive: true });
  freeze(frozen, { folder: join(data, "releases"), work, earlier: releases(data), ...(write && { write }) });
  return releases(data);
}
