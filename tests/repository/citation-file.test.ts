import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { releases } from "../../src/releases/releases.ts";

interface Person {
  readonly name?: string;
  readonly "family-names"?: string;
}

interface CitationFile {
  readonly "cff-version": string;
  readonly message: string;
  readonly type?: string;
  readonly title: string;
  readonly authors: readonly Person[];
  readonly version: string;
  readonly "date-released": string;
  readonly references?: readonly {
    readonly type: string;
    readonly title: string;
    readonly authors: readonly Person[];
  }[];
}

const file = parse(readFileSync("CITATION.cff", "utf8"), { schema: "failsafe" }) as CitationFile;

/** The keys that the Citation File Format 1.2.0 allows at the top. */
const ALLOWED = [
  ...["abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords"],
  ...["license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact"],
  ...["repository-code", "title", "type", "url", "version"],
];

test("CITATION.cff is of the Citation File Format 1.2.0: what must be there is, and nothing else", () => {
  expect(file["cff-version"]).toBe("1.2.0");
  expect(Object.keys(file).filter((key) => !ALLOWED.includes(key))).toEqual([]);
  for (const text of [file.message, file.title, file.version]) expect(text).toMatch(/\S/);
  expect(["software", "dataset", undefined]).toContain(file.type);
  const lists = [file.authors, ...(file.references ?? []).map(({ authors }) => authors)];
  for (const authors of lists) {
    expect(authors.length).toBeGreaterThan(0);
    for (const person of authors) expect(person.name ?? person["family-names"]).toMatch(/\S/);
  }
  for (const { type, title } of file.references ?? []) for (const text of [type, title]) expect(text).toMatch(/\S/);
});

test("CITATION.cff names the latest release; before the first, the version of the data", () => {
  const latest = releases("data").at(-1);
  const { version } = parse(readFileSync("data/study.yaml", "utf8"), { schema: "failsafe" }) as CitationFile;
  expect(file.version).toBe(latest?.version ?? version);
  expect(file["date-released"]).toMatch(/^\d{4}-\d\d-\d\d$/);
  if (latest) expect(file["date-released"]).toBe(latest.date);
});
