import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The versions of what computes and renders a report: Node and every package of the lock file but those for development. */
export function runtimeVersions(root: string): { node: string; packages: Record<string, string> } {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<
      Record<string, { readonly version?: string; readonly dev?: boolean; readonly optional?: boolean }>
    >;
  };
  const packages = Object.entries(lock.packages).flatMap(([path, { version, dev, optional }]) =>
    path === "" || dev || optional || version === undefined
      ? []
      : [[path.replace(/^node_modules\//, ""), version] as const],
  );
  return { node: process.versions.node, packages: Object.fromEntries(packages) };
}
