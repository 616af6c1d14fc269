import type { Import } from "../src/importers/import-study.ts";
import { printable } from "../src/printable.ts";
import { importReport } from "./import-report.ts";

const SHOWN = 20;

/** Where an import tells what it did. */
export interface ImportEnd {
  /** says what was done, on a line of its own */
  readonly done: (what: string) => void;
  /** the study folder that was asked for */
  readonly folder: string;
  /** what to do with a draft of the map */
  readonly draft: string;
}

/** Tells the end of an import: what was read, then the next command; or the draft of a map, which goes to standard output. */
export function tellImport(result: Import, { done, folder, draft }: ImportEnd): void {
  const [read, ...more] = importReport(result.summary);
  done(read);
  for (const line of more) console.error(line);
  if (result.kind === "study") {
    done(`wrote ${folder}; next: npm run build -- --data ${folder} --out ${folder}-report`);
    return;
  }
  process.stdout.write(result.text);
  for (const line of result.open.slice(0, SHOWN)) console.error(`not placed: ${printable(line)}`);
  if (result.open.length > SHOWN)
    console.error(`not placed: … and ${result.open.length - SHOWN} more, each a ? in the draft`);
  console.error(draft);
}
