import { describe, expect, test } from "vitest";
import { lookUp } from "../../src/estimates/look-up.ts";
import { resolveId } from "../../src/estimates/resolve-id.ts";
import { select } from "../../src/estimates/select.ts";
import { subjectOf } from "../../src/estimates/subject.ts";
import { nearest } from "../../src/nearest.ts";
import { sampleReport } from "./sample-report.ts";

const report = sampleReport();

describe("resolveId", () => {
  test("fills placeholders from the design", () =>
    expect(resolveId("a/{smallest-scale}..{largest-scale}/{first-stage}/{last-stage}", report.study.design).id).toBe(
      "a/40k..400k/pretrain/sft",
    ));
  test("says why nothing compares two scales of one", () => {
    const { design } = sampleReport({ scales: 1 }).study;
    expect(resolveId("a/{smallest-scale}..{largest-scale}", design).absent).toBe("one scale only");
    expect(resolveId("a/{largest-scale}", design).absent).toBeNull();
  });
  test("names placeholders that do not exist", () =>
    expect(resolveId("a/{biggest-scale}", report.study.design).unknown).toEqual(["biggest-scale"]));
});

describe("select", () => {
  test("a star is one part, and the order is that of ids", () => {
    const { estimates } = select("rank-persistence/accuracy/{largest-scale}/category/*/spearman", report);
    expect(estimates.map((one) => one.id.split("/")[4])).toEqual(["inference", "science"]);
    expect(select("rank-persistence/*/spearman", report).estimates).toEqual([]);
  });
  test.each([
    ["rank-persistance/accuracy/400k/benchmark/*/spearman", "Did you mean rank-persistence?"],
    ["rank-persistence/accuracy/400k/benchmark/*/spearmann", "Did you mean spearman in place of spearmann?"],
    ["rank-persistence/accuracy/{scale}/benchmark/*/spearman", "There is no placeholder {scale}"],
  ])("%s is a fault", (glob, message) => expect(select(glob, report).fault).toContain(message));
  test("what a study cannot have is empty and no fault", () => {
    const glob = "scale-shift/accuracy/{smallest-scale}..{largest-scale}/category/*/spearman";
    expect(select(glob, sampleReport({ scales: 1 }))).toMatchObject({ estimates: [], fault: null });
  });
});

describe("lookUp", () => {
  test("finds, or says what was meant", () => {
    expect(lookUp("rank-persistence/accuracy/{largest-scale}/overall/all/spearman", report).kind).toBe("found");
    expect(lookUp("rank-persistence/accuracy/400k/overal/all/spearman", report)).toMatchObject({
      kind: "unknown",
      suggestion: "Did you mean rank-persistence/accuracy/400k/overall/all/spearman?",
    });
  });
  test("what a study cannot have is absent, with the reason", () => {
    const id = "scale-shift/accuracy/{smallest-scale}..{largest-scale}/category/science/spearman";
    expect(lookUp(id, sampleReport({ scales: 1 }))).toMatchObject({ kind: "absent", reason: "one scale only" });
  });
});

describe("nearest", () => {
  test("takes the fewest edits", () => expect(nearest("vlaue", ["claim", "value", "values"])).toBe("value"));
  test("is null when nothing is near", () => expect(nearest("zebra", ["claim", "figure"])).toBeNull());
});

describe("subjectOf", () => {
  test("knows what a part names", () => {
    const { design } = report.study;
    expect(subjectOf("rank-persistence/accuracy/400k/category/science/spearman", 4, design).label).toBe("Science");
    expect(subjectOf("predictor/accuracy/400k/taxonomy/self/spearman", 3, design)).toMatchObject({ kind: "benchmark" });
    expect(subjectOf("rank-persistence/accuracy/400k/overall/all/spearman", 4, design).kind).toBe("overall");
  });
});
