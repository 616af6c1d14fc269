import type { FaultList } from "../study/fault-list.ts";
import type { Evaluation } from "./evaluation.ts";
import type { LogFile } from "./log-file.ts";

/** What a reader is told besides the files. */
export interface ReadOptions {
  /** the map as the user typed it, for faults in it */
  readonly mapFile: string;
  /** the score that counts as the accuracy of a benchmark; undefined lets the reader choose */
  readonly score: (benchmark: string) => string | undefined;
  /** whether a benchmark is to be left out: its files need not be read */
  readonly skips: (benchmark: string) => boolean;
  /** our column → the file’s column, for tables */
  readonly columns: Readonly<Record<string, string>>;
  /** what to do with two runs of one model and benchmark: `latest` wants the newest first */
  readonly repeats: "refuse" | "latest";
  readonly faults: FaultList;
  /** says what is being done now */
  readonly step: (doing: string) => void;
  /** says that something was left out, and why, as “what: why” */
  readonly skipped: (what: string) => void;
}

/** A reader of one tool’s logs. */
export interface Importer {
  /** as typed: `lm-eval` */
  readonly name: string;
  /** the tool, as its authors write it */
  readonly title: string;
  /** whether the content (never the name) of a file is of this tool; may read the file, and throws its faults */
  readonly recognises: (file: LogFile) => boolean;
  /** whether the tool writes the file, by its content, beside its logs: it is left out without a word */
  readonly ignores?: (file: LogFile) => boolean;
  /** what the columns of the files seem to mean, ours → theirs, `mapped` by the map first; only for tables */
  readonly columns?: (
    files: readonly LogFile[],
    mapped: Readonly<Record<string, string>>,
  ) => Promise<Readonly<Record<string, string>>>;
  /**
   * Every evaluation in the files, those of one cell one after another. What is wrong with a file goes into the list of
   * faults, and the reader goes on with the next.
   */
  readonly read: (files: readonly LogFile[], options: ReadOptions) => AsyncGenerator<Evaluation>;
}
