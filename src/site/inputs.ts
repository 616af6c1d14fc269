import { resolve } from "node:path";

/** Where a build of the site reads from. The pages run inside Astro, so they are told through the environment. */
export interface SiteInputs {
  /** analysis.json; its tables stand beside it */
  readonly analysis: string;
  /** the portable narrative */
  readonly content: string;
  /** the study folder: its commentary is read from here */
  readonly data: string;
  /** where the site will be served, with a slash at both ends */
  readonly base: string;
  /** the name of a build, whose inputs stand still: what it has read need not be looked at again; null while they may change */
  readonly build: string | null;
  /** pixels of a figure's PNG per pixel of its drawing */
  readonly zoom: number;
}

const VARIABLES = {
  analysis: ["REPORT_ANALYSIS", "data/derived/analysis.json"],
  content: ["REPORT_CONTENT", "content"],
  data: ["REPORT_DATA", "data"],
} as const;

/** The inputs of this process; without any told, those of the bundled study. Paths are absolute. */
export function siteInputs(environment: Readonly<Record<string, string | undefined>> = process.env): SiteInputs {
  const path = ([variable, byDefault]: readonly [string, string]) => resolve(environment[variable] ?? byDefault);
  return {
    analysis: path(VARIABLES.analysis),
    content: path(VARIABLES.content),
    data: path(VARIABLES.data),
    base: environment.REPORT_BASE ?? "/",
    build: environment.REPORT_BUILD || null,
    zoom: Number(environment.REPORT_ZOOM || 2),
  };
}

/** Tells the pages that this process renders what to read. */
export function tellInputs(inputs: Omit<SiteInputs, "build" | "zoom"> & Partial<SiteInputs>): void {
  process.env[VARIABLES.analysis[0]] = resolve(inputs.analysis);
  process.env[VARIABLES.content[0]] = resolve(inputs.content);
  process.env[VARIABLES.data[0]] = resolve(inputs.data);
  process.env.REPORT_BASE = inputs.base;
  process.env.REPORT_BUILD = inputs.build ?? "";
  if (inputs.zoom !== undefined) process.env.REPORT_ZOOM = String(inputs.zoom);
}
