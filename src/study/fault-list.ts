import { type Fault, FaultError } from "../faults.ts";

/** Where the readers of a study put what they find wrong, so that one run reports everything at once. */
export interface FaultList {
  readonly all: readonly Fault[];
  /** @throws {FaultError} when the list is full: a file of a million broken rows must not fill the memory */
  add(fault: Fault): void;
}

/** How many faults are kept before reading stops. */
export const KEPT_FAULTS = 10_000;

/** An empty list of faults about the study in `directory` that holds at most `limit` of them. */
export function faultList(directory: string, limit: number = KEPT_FAULTS): FaultList {
  const all: Fault[] = [];
  return {
    all,
    add(fault) {
      all.push(fault);
      if (all.length < limit) return;
      all.push({
        file: directory,
        value: `more than ${limit.toLocaleString("en-US")} faults`,
        expected: "fewer",
        todo: "Reading stopped there; mend the kinds shown and run again.",
      });
      throw new FaultError(all);
    },
  };
}
