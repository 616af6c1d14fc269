import { expect } from "vitest";
import { FaultError } from "../../src/faults.ts";

/** What is refused is refused by faults in words; any other error is ours, and thrown again. */
export function expectInWords(error: unknown): void {
  if (!(error instanceof FaultError)) throw error;
  expect(error.faults.length).toBeGreaterThan(0);
  for (const { file, value, expected, todo } of error.faults) {
    for (const part of [file, value, expected]) expect(part).not.toBe("");
    expect([value, expected, todo].join(" ")).not.toMatch(/\bundefined\b|\[object |is not a function|Cannot read/);
  }
}
