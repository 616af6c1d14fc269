import type { ClaimStatus } from "../claims/claim-status.ts";

/** The status of a claim with its mark, as HTML; a dash where there is none. */
export function claimStatusWords(status: ClaimStatus | null): string {
  if (status === null) return "–";
  const [mark, words] = WORDS[status];
  return `<span aria-hidden="true">${mark}</span> ${words}`;
}

const WORDS = { holds: ["✓", "Holds"], fails: ["✗", "Fails"], "cannot tell": ["?", "Cannot tell"] } as const;
