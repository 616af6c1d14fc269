import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Release } from "../releases/release.ts";
import { releases } from "../releases/releases.ts";
import { siteInputs } from "./inputs.ts";

let held: { readonly key: string; readonly releases: readonly Release[] } | undefined;

/** The releases of the study that is rendered, oldest first; read again when one came or one of their small files changed. */
export function siteReleases(): readonly Release[] {
  const { data } = siteInputs();
  const folder = join(data, "releases");
  const files = existsSync(folder) ? globSync("*/*.{json,md,yaml}", { cwd: folder }).toSorted() : [];
  const key = JSON.stringify([folder, ...files.map((file) => [file, statSync(join(folder, file)).mtimeMs])]);
  if (held?.key !== key) held = { key, releases: releases(data) };
  return held.releases;
}
