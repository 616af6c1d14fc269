import { expect, test } from "vitest";
import { formatFaults } from "../../src/faults.ts";
import { readBibliography } from "../../src/narrative/read-bibliography.ts";

const source = (more: object) => ({
  id: "a-1904",
  type: "book",
  title: "A <b>bold</b> & true title",
  author: [{ family: "Ångström", given: "A." }],
  issued: { "date-parts": [[1904]] },
  ...more,
});
const read = (...sources: readonly object[]) =>
  readBibliography([{ file: "sources.json", json: JSON.stringify(sources, null, 1) }]);

test("readBibliography keeps the order of a list of references, not that of the file", () => {
  const { bibliography, faults } = read(
    source({ id: "z-1900", author: [{ family: "Zed" }] }),
    source({ id: "a-1950", issued: { "date-parts": [[1950]] } }),
    source({}),
  );
  expect(faults).toEqual([]);
  expect([...bibliography.keys()]).toEqual(["a-1904", "a-1950", "z-1900"]);
});

test.each([
  [[{ family: "Kendall" }], "Kendall"],
  [[{ family: "Bonett" }, { family: "Wright" }], "Bonett & Wright"],
  [[{ family: "Guo" }, { family: "Pleiss" }, { family: "Sun" }], "Guo et al."],
  [[{ literal: "The Contributors" }], "The Contributors"],
])("the authors %j are cited as %s", (author, authors) => {
  expect(read(source({ author })).bibliography.get("a-1904")).toMatchObject({ authors, year: "1904" });
});

test("an entry is HTML without markup of its author’s, and links where it is to be found", () => {
  const found = read(source({ DOI: "10.1000/a(1)<2>" }), source({ id: "b", issued: undefined })).bibliography;
  const { html, text } = found.get("a-1904")!;
  expect(html).not.toContain("<script");
  expect(html).toContain(
    '<a href="https://doi.org/10.1000/a(1)%3C2%3E" rel="external noopener">https://doi.org/10.1000/a(1)&#60;2&#62;</a>',
  );
  expect(text).toContain("https://doi.org/10.1000/a(1)<2>");
  expect(found.get("b")!.year).toBe("n.d.");
});

test("faults of a bibliography say where they are", () => {
  const { bibliography, faults } = read(source({}), source({ title: "Again" }), {
    id: "No Key",
    type: "book",
    author: [],
  });
  expect([...bibliography.keys()]).toEqual(["a-1904"]);
  expect(formatFaults(faults).split("\n").slice(0, 4)).toEqual([
    "sources.json:21:9  a second source a-1904; expected keys used once. Join them.",
    "sources.json:38:2  source 3, title; expected a text. Mend the entry.",
    "sources.json:39:9  source 3, id; expected a key such as spearman-1904. Mend the entry.",
    "sources.json:41:13  source 3, author; expected at least one name. Mend the entry.",
  ]);
  for (const json of ["{}", "[{]", "[".repeat(20_000), '[{"a":'.repeat(5_000)]) {
    const [fault] = readBibliography([{ file: "sources.json", json }]).faults;
    expect(fault).toMatchObject({ file: "sources.json", line: 1 });
  }
});

test.each([
  [{ DOI: "10.1/%zz" }, "https://doi.org/10.1/%25zz"],
  [{ URL: "https://a.org/%zz" }, "https://a.org/%25zz"],
  [{ URL: "https://a.org/%C3%A9%20b" }, "https://a.org/%C3%A9%20b"],
  [{ URL: "https://a.org/100%" }, "https://a.org/100%25"],
  [{ publisher: "https://a.org/%zz\ud800" }, "https://a.org/%25zz%EF%BF%BD"],
])("a percent sign in an address is escaped where it begins no escape: %j", (more, href) => {
  const { bibliography, faults } = read(source(more));
  expect(faults).toEqual([]);
  expect(bibliography.get("a-1904")!.html).toContain(`href="${href}`);
});

test.each([
  [{ title: "a\u0000b" }, "text on one line, without control characters"],
  [{ title: "a\u202eb" }, "text on one line, without control characters"],
  [{ title: "(".repeat(60_000) }, "a text of at most 1000 characters"],
  [{ author: [{ literal: "a".repeat(60_000) }] }, "a text of at most 1000 characters"],
  [{ DOI: `10.1/${"a".repeat(60_000)}` }, "a text of at most 1000 characters"],
  [{ URL: "javascript:alert(1)" }, "a web address"],
  [{ publisher: "a\u0000" }, "text without control characters"],
  [{ note: "(".repeat(60_000) }, "a text of at most 5000 characters"],
])("what is too long to be shown, or not seen, is a fault: case %#", (more, expected) => {
  const { bibliography, faults } = read(source(more));
  expect(bibliography.size).toBe(0);
  expect(faults.map((fault) => fault.expected)).toContain(expected);
});
