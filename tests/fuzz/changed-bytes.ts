import fc from "fast-check";

/** What is done to a file: a cut, a bit turned, a token put in, a line (or some bytes) left out or doubled, two places swapped. */
export interface Change {
  readonly kind: "cut" | "flip" | "insert" | "drop" | "double" | "swap";
  /** where, as a share of the file */
  readonly at: number;
  readonly to: number;
  readonly byte: number;
}

const KINDS = ["cut", "flip", "insert", "drop", "double", "swap"] as const;

/** Doubles would be even over their bits, so that nearly all are next to 0: every change was at the beginning of its file. */
const share = fc.noBias(fc.nat(999_999)).map((n) => n / 1_000_000);

/** One to four changes. */
export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    at: share,
    to: share,
    byte: fc.nat(255),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The bytes after the changes, one after the other. `tokens` are what means something in the file's language. */
export function changedBytes(bytes: Uint8Array, all: readonly Change[], tokens: readonly string[]): Buffer {
  let own: Buffer = Buffer.from(bytes);
  for (const change of all) own = changedOnce(own, change, tokens);
  return own;
}

function changedOnce(bytes: Buffer, { kind, at, to, byte }: Change, tokens: readonly string[]): Buffer {
  const place = Math.floor(at * bytes.length);
  const other = Math.floor(to * bytes.length);
  const before = bytes.subarray(0, place);
  switch (kind) {
    case "cut":
      return before;
    case "flip": {
      const turned = Buffer.from(bytes);
      if (turned.length > 0) turned[place] = turned[place]! ^ (byte || 1);
      return turned;
    }
    case "insert":
      return Buffer.concat([before, Buffer.from(tokens[byte % tokens.length]!), bytes.subarray(place)]);
    case "swap": {
      const [low, high] = [Math.min(place, other), Math.max(place, other)];
      const width = Math.min(1 + (byte % 16), high - low, bytes.length - high);
      const piece = (from: number) => bytes.subarray(from, from + width);
      return Buffer.concat([
        bytes.subarray(0, low),
        piece(high),
        bytes.subarray(low + width, high),
        piece(low),
        bytes.subarray(high + width),
      ]);
    }
    default: {
      const start = place === 0 ? 0 : bytes.lastIndexOf(10, place - 1) + 1;
      const end = bytes.indexOf(10, place);
      const [from, until] = end === -1 ? [place, Math.min(bytes.length, place + 1 + (byte % 32))] : [start, end + 1];
      const piece = bytes.subarray(from, until);
      return Buffer.concat([
        bytes.subarray(0, from),
        ...(kind === "double" ? [piece, piece] : []),
        bytes.subarray(until),
      ]);
    }
  }
}
