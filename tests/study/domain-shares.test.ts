import { expect, test } from "vitest";
import { domainShares } from "../../src/study/domain-shares.ts";

test("domainShares(weights) divides weights of any unit by their sum", () => {
  expect(domainShares({ web: 0.5, code: 1.5 })).toEqual([
    { domain: "web", weight: 0.5, share: 0.25 },
    { domain: "code", weight: 1.5, share: 0.75 },
  ]);
});

test("domainShares(weights) has no shares of nothing", () => {
  expect(domainShares({ web: 0 })).toEqual([{ domain: "web", weight: 0, share: null }]);
  expect(domainShares(undefined)).toEqual([]);
});
