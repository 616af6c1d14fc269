import fc from "fast-check";
import { expect, test } from "vitest";
import { type Api, postComment, type WorkflowRun } from "../../src/ci/post-comment.ts";
import { aboutRun, MARK, safeComment } from "../../src/ci/safe-comment.ts";

const RUN: WorkflowRun = {
  head_sha: "abc",
  conclusion: "success",
  head_branch: "more-seeds",
  head_repository: { owner: { login: "someone" } },
};

test.each([
  ["HTML", "<img src=x onerror=alert(1)><script>x</script>", "&lt;img src=x onerror=alert(1)>&lt;script>x&lt;/script>"],
  ["folding with more than folding", '<details open><a href="x">', '&lt;details open>&lt;a href="x">'],
  [
    "folding",
    "<details><summary>More</summary>\n\n- a\n\n</details>",
    "<details><summary>More</summary>\n\n- a\n\n</details>",
  ],
  ["a mark of its own", "<!-- hidden -->", "&lt;!-- hidden -->"],
  ["a call", "@someone and @org/team", "@\u200bsomeone and @\u200borg/team"],
  ["a call by entity", "&#64;someone &commat;someone", "&amp;#\u200b64;someone &amp;commat;someone"],
  ["an issue", "fixes #12, GH-3, a/b#4", "fixes #\u200b12, GH-\u200b3, a/b#\u200b4"],
  ["a commit", "see 0123456789abcdef", "see 012345\u200b6789abcdef"],
  ["a link", "[click](https://example.org)", "[click]\u200b(https\u200b://example.org)"],
  ["a picture", "![x](//example.org/x.png)", "![x]\u200b(//example.org/x.png)"],
  ["a definition", "[a]: https://example.org", "[a]\u200b: https\u200b://example.org"],
  ["an address alone", "HTTPS://example.org www.example.org", "HTTPS\u200b://example.org www\u200b.example.org"],
  ["control characters", "a\u0000b\u202ec\r\nd", "a b c\nd"],
  ["what a diff says", "- `level/accuracy/40k`: 0.5 → 0.6", "- `level/accuracy/40k`: 0.5 → 0.6"],
])("safeComment: %s", (_, text, expected) => {
  expect(safeComment(text)).toBe(`${MARK}\n${expected}`);
});

test("safeComment: whatever it is given, no tag but folding, no call and no address is left, and GitHub takes its length", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    "&",
    "@",
    "#",
    "a",
    "1",
    "](",
    "](",
    "https:",
    "details>",
    "/",
    "\n",
    "\u200b",
    "![",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const safe = safeComment(pieces.join("")).slice(MARK.length);
      expect(safe).not.toMatch(/<(?!\/?(details|summary)>)|@\w|#\d|https?:|\]\(|&#?\w+;(?<!&lt;|&amp;)/);
    }),
    { seed: 8, numRuns: 500 },
  );
  expect(safeComment("0123 56789\n".repeat(9000)).length).toBeLessThan(65_536);
  // escaping makes text longer
  for (const text of ["<".repeat(59_000), "@a".repeat(40_000)]) expect(safeComment(text).length).toBeLessThan(65_536);
});

test("aboutRun names the commit, and how its run ended where it did not end well", () => {
  expect(aboutRun(RUN)).toBe("What abc changes in the report.");
  expect(aboutRun({ head_sha: "abc", conclusion: "failure" })).toMatch(/^What abc .* Its run ended with failure\.$/);
});

/** A GitHub with some pull requests and comments that notes what it is asked. */
function gitHub(pulls: readonly unknown[], comments: readonly unknown[]): { api: Api; asked: string[] } {
  const asked: string[] = [];
  const api: Api = async (method, path, body) => {
    asked.push(`${method} ${path}${body ? ` ${JSON.stringify(body)}` : ""}`);
    if (method !== "GET") return {};
    return path.includes("/pulls?")
      ? pulls
      : comments.slice(100 * (Number(/&page=(\d+)/.exec(path)?.[1]) - 1)).slice(0, 100);
  };
  return { api, asked };
}
const PULLS = [
  { number: 3, head: { sha: "old" } },
  { number: 5, head: { sha: "abc" } },
];

test("postComment: the first comment is new, on the pull request that ends with the commit", async () => {
  const { api, asked } = gitHub(PULLS, []);
  expect(await postComment(api, "o/r", RUN, "text")).toBe(5);
  expect(asked[0]).toContain("head=someone%3Amore-seeds");
  expect(asked.at(-1)).toBe('POST /repos/o/r/issues/5/comments {"body":"text"}');
});

test("postComment: the next takes its place, also behind many others; a copy of our mark by a person is not ours", async () => {
  const others = Array.from({ length: 120 }, (_, id) => ({ id, body: MARK, user: { type: "User" } }));
  const { api, asked } = gitHub(PULLS, [...others, { id: 777, body: `${MARK}\nold`, user: { type: "Bot" } }]);
  expect(await postComment(api, "o/r", RUN, "text")).toBe(5);
  expect(asked.at(-1)).toBe('PATCH /repos/o/r/issues/comments/777 {"body":"text"}');
});

test("postComment: when the pull request has moved on, nothing is posted", async () => {
  const { api, asked } = gitHub(PULLS.slice(0, 1), []);
  expect(await postComment(api, "o/r", RUN, "text")).toBeNull();
  expect(asked.filter((line) => !line.startsWith("GET"))).toEqual([]);
});
