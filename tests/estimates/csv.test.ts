import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csv } from "../../src/estimates/csv.ts";

test("quotes, delimiters and line breaks in a field come back as they were; null is empty", () => {
  const text = csv(
    ["id", "text"],
    [
      ["a", 'say "no", or\nelse'],
      ["b", null],
      ["c", -0.1],
    ],
  );
  expect(text).toBe('id,text\na,"say ""no"", or\nelse"\nb,\nc,-0.1\n');
});

test.each(["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "＝1", "＋1", "－1", "＠1"])(
  "%j is text to a spreadsheet, not a formula",
  (field) => {
    expect(parse(csv(["a"], [[field]]))[1]).toEqual([`'${field}`]);
  },
);

test("what is written is read again, whatever the fields", () => {
  const field = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constant("x"), field, field), { minLength: 1 }), (rows) => {
      const read = parse(csv(["a", "b", "c"], rows), { record_delimiter: "\n" }) as string[][];
      const plain = read.slice(1).map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, "")));
      expect(plain).toEqual(
        rows.map((row) =>
          row.map((value) => (value === null ? "" : String(value)).replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, "")),
        ),
      );
    }),
  );
});
