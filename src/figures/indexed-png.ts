import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const MOST = 256;

/** An opaque picture, four bytes a pixel: red, green, blue, alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * A picture as a PNG with a palette of at most 256 colours, a byte a pixel before compression. Charts have a few dozen
 * colours, and keep every one; of a picture with more, the 256 most frequent are kept and each other pixel takes the nearest
 * of them: the ends of smoothed edges, by a difference that no eye sees. A half to a third of the bytes of a PNG in full colour.
 *
 * @throws {RangeError} when the pixels are not as many as width and height say, or one is not opaque
 * @see PNG specification, third edition: https://www.w3.org/TR/png-3/
 */
export async function indexedPng({ width, height, pixels }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  if (pixels.length !== 4 * width * height || pixels.length === 0)
    throw new RangeError(`indexedPng: ${pixels.length} bytes are no picture of ${width} × ${height} pixels`);
  // A pixel is one word, read in one byte order on every machine that Node runs on: little-endian.
  const aligned = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, width * height);
  const colours = coloursOf(words);
  const palette = chosen(colours);
  const index = new Map(colours.keys().map((colour) => [colour, nearest(colour, palette)]));
  // Every row begins with a byte for its filter: none.
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) {
    const row = words.subarray(y * width, (y + 1) * width);
    eachRun(row, (colour, from, to) =>
      rows.fill(index.get(colour)!, y * (width + 1) + 1 + from, y * (width + 1) + 1 + to),
    );
  }
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, width);
  head.setUint32(4, height);
  head.setUint8(8, 8);
  head.setUint8(9, 3);
  const inks = Uint8Array.from(palette.flatMap((colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255]));
  return joined([
    SIGNATURE,
    chunk("IHDR", new Uint8Array(head.buffer)),
    chunk("PLTE", inks),
    chunk("IDAT", await promisify(deflate)(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** How many pixels have each colour, 0xAABBGGRR. */
function coloursOf(words: Uint32Array): Map<number, number> {
  const counts = new Map<number, number>();
  eachRun(words, (colour, from, to) => {
    if (colour >>> 24 !== 255) throw new RangeError(`indexedPng: pixel ${from} is not opaque`);
    counts.set(colour, (counts.get(colour) ?? 0) + to - from);
  });
  return counts;
}

/** Neighbours of one colour together: most of a chart is ground. */
function eachRun(words: Uint32Array, tell: (colour: number, from: number, to: number) => void): void {
  for (let from = 0; from < words.length; ) {
    const colour = words[from]!;
    let to = from + 1;
    while (to < words.length && words[to] === colour) to++;
    tell(colour, from, to);
    from = to;
  }
}

/** The most frequent colours; of equally frequent ones that of the smaller word. */
function chosen(colours: ReadonlyMap<number, number>): number[] {
  const sorted = [...colours].sort(([a, often], [b, oftener]) => oftener - often || a - b);
  return sorted.slice(0, MOST).map(([colour]) => colour);
}

function nearest(colour: number, palette: readonly number[]): number {
  const same = palette.indexOf(colour);
  if (same >= 0) return same;
  let [found, least] = [0, Number.POSITIVE_INFINITY];
  palette.forEach((ink, k) => {
    const red = (ink & 255) - (colour & 255);
    const green = ((ink >> 8) & 255) - ((colour >> 8) & 255);
    const blue = ((ink >> 16) & 255) - ((colour >> 16) & 255);
    const distance = red * red + green * green + blue * blue;
    if (distance < least) [found, least] = [k, distance];
  });
  return found;
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
