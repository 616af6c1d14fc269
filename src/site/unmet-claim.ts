import { formatEstimate } from "../estimates/format-estimate.ts";
import type { PageClaim } from "../narrative/index.ts";
import { printable } from "../printable.ts";

/**
 * A claim whose status is not what its author expects, as text for the author: where it stands, what was expected and what
 * is so now, the sentence, its conditions, every number that decides it, and what to do.
 */
export function unmetClaim({ id, file, line, text, when, unless, expect, decision }: PageClaim): string {
  const { status, reason, asked, globs } = decision;
  const numbers = [
    ...asked.map((estimate) => {
      const value =
        formatEstimate(estimate, { interval: true }) ?? `undefined: ${estimate.reason ?? "no reason given"}`;
      const q = formatEstimate(estimate, { format: estimate.p?.adjusted === undefined ? "p" : "q" });
      return `${estimate.id}  ${[value, q, estimate.verdict, `n = ${estimate.n}`].filter(Boolean).join(", ")}`;
    }),
    ...globs.map(({ glob, size }) => `${glob}  ${size} ${size === 1 ? "estimate" : "estimates"}`),
  ];
  const todo = `Change the sentence, or write expect="${status}" if it is meant to stand as it is.`;
  return [
    `${file}:${line}  claim #${id}: ${status}; expected: ${expect}.${reason === null ? "" : ` Undefined is ${reason}.`}`,
    `    “${text}”`,
    `    when ${when}`,
    ...(unless === undefined ? [] : [`    unless ${unless}`]),
    ...numbers.map((number) => `    ${number}`),
    `    ${todo}`,
  ]
    .map(printable)
    .join("\n");
}
