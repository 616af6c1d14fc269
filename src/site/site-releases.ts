import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { held } from "../held.ts";
import type { Release } from "../releases/release.ts";
import { releases } from "../releases/releases.ts";
import { siteInputs } from "./inputs.ts";

/** The releases of the study that is rendered, oldest first; read again when one came. Every page asks, so that asking is cheap. */
export function siteReleases(): readonly Release[] {
  const { data, build } = siteInputs();
  const folder = join(data, "releases");
  const key = build ?? [folder, ...(existsSync(folder) ? readdirSync(folder) : [])].join("\n");
  return held("releases", [key], () => releases(data));
}
