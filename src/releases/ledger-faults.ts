import { relative } from "node:path";
import type { Fault } from "../faults.ts";
import { sha256 } from "../files.ts";
import { addressesText } from "./freeze.ts";
import type { Release } from "./release.ts";

/**
 * What is wrong with the releases as a whole: one that a later release follows is gone, or its ledger of addresses is not
 * the one that the later release has seen.
 *
 * @param releases oldest first
 */
export function ledgerFaults(releases: readonly Release[]): Fault[] {
  const known = new Map(releases.map((release) => [release.version, release]));
  const todo = "Restore data/releases from git: what is published stays.";
  return releases.flatMap(({ version, previous, folder }): Fault[] => {
    if (previous === null) return [];
    const file = relative(process.cwd(), folder);
    const before = known.get(previous.version);
    if (!before) {
      const value = `the release ${previous.version} before it is gone, and with it every address under /v/${previous.version}/`;
      return [{ file, value, expected: `the releases that ${version} follows`, todo }];
    }
    if (sha256(addressesText(before.addresses)) === previous.addresses) return [];
    const value = `the addresses of ${previous.version} are not those that ${version} follows`;
    return [{ file: relative(process.cwd(), before.folder), value, expected: "addresses.json as released", todo }];
  });
}
