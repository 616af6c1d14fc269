import { mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Fault, FaultError } from "../faults.ts";
import { writeBelow } from "../files.ts";
import { absoluteAddress } from "./absolute-address.ts";
import { filesOf } from "./files-of.ts";
import { type FrozenPart, finishFrozen, frozenParts, type TodaysSite } from "./frozen-pages.ts";
import { NEWEST_LARGE_FILES } from "./large-files.ts";
import { siteReleases } from "./site-releases.ts";
import { siteReport } from "./site-report.ts";

/** A page has a tenth of a megabyte. */
const READY_BYTES = 400e6;

/** What a site has that is not rendered, made as far as it can be before its pages are there. */
export interface SideWork {
  /**
   * Puts it into the rendered site.
   *
   * @throws {FaultError} with what is wrong with the releases
   */
  readonly finish: (today: TodaysSite) => void;
}

/**
 * Makes what needs no rendered page: all estimates as files for programs, and the frozen pages of releases but for what
 * stands around them.
 *
 * @param folder an empty folder for what will be moved into the site
 * @param readyBytes so much of the frozen pages is held ready; the rest is made when the site is there
 */
export function sideWork(folder: string, readyBytes = READY_BYTES): SideWork {
  const releases = siteReleases();
  for (const [name, content] of Object.entries(NEWEST_LARGE_FILES)) writeBelow(folder, `api/v1/${name}`, content());
  const faults: Fault[] = [];
  const address = absoluteAddress("/") ?? undefined;
  const parts = frozenParts({ releases, design: siteReport().study.design, address }, folder, faults);
  const ready: FrozenPart[] = [];
  let bytes = 0;
  while (bytes < readyBytes) {
    const { value, done } = parts.next();
    if (done) break;
    ready.push(value);
    bytes += value.bytes;
  }
  return {
    finish(today) {
      finishFrozen(inOrder(ready, parts), releases, today);
      if (faults.length > 0) throw new FaultError(faults);
      for (const path of filesOf(folder)) {
        mkdirSync(dirname(join(today.site, path)), { recursive: true });
        renameSync(join(folder, path), join(today.site, path));
      }
    },
  };
}

function* inOrder<T>(first: Iterable<T>, then: Iterable<T>): Generator<T, void> {
  yield* first;
  yield* then;
}
