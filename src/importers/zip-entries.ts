import { inflateRawSync, zstdDecompressSync } from "node:zlib";

/** A file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string;
  /** its bytes, decompressed; throws RangeError when they are damaged, or compressed in a way that is not known */
  readonly read: () => Buffer;
}

const [STORED, DEFLATED, ZSTANDARD] = [0, 8, 93];
const LARGEST_ENTRY = 500_000_000;

/**
 * The entries of a ZIP archive (APPNOTE.TXT 4.3), also beyond 4 GB (ZIP64), from its directory at the end.
 *
 * @throws {RangeError} when it has no directory: it was cut off
 */
export function zipEntries(bytes: Buffer): readonly ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end === -1 || end + 22 > bytes.length) throw new RangeError("the archive has no end");
  let [count, at] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)];
  const locator = end - 20;
  if (locator >= 0 && bytes.readUInt32LE(locator) === 0x07064b50) {
    const wide = Number(bytes.readBigUInt64LE(locator + 8));
    [count, at] = [Number(bytes.readBigUInt64LE(wide + 32)), Number(bytes.readBigUInt64LE(wide + 48))];
  }
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
      throw new RangeError("the directory is damaged");
    const method = bytes.readUInt16LE(at + 10);
    let [size, plain, offset] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 42)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    for (let field = 0; field + 4 <= extra.length; field += 4 + extra.readUInt16LE(field + 2)) {
      if (extra.readUInt16LE(field) !== 1) continue;
      let place = field + 4;
      const wide = (value: number) => {
        if (value !== 0xffffffff) return value;
        place += 8;
        return Number(extra.readBigUInt64LE(place - 8));
      };
      [plain, size] = [wide(plain), wide(size)];
      offset = wide(offset);
    }
    entries.push({ name, read: () => contents(bytes, { name, method, size, plain, offset }) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function contents(
  bytes: Buffer,
  { name, method, size, plain, offset }: { name: string; method: number; size: number; plain: number; offset: number },
): Buffer {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50)
    throw new RangeError(`${name} is damaged`);
  if (plain > LARGEST_ENTRY) throw new RangeError(`${name} has more than ${LARGEST_ENTRY} bytes`);
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + size);
  try {
    if (method === STORED) return packed;
    if (method === DEFLATED) return inflateRawSync(packed, { maxOutputLength: LARGEST_ENTRY });
    if (method === ZSTANDARD) return zstdDecompressSync(packed, { maxOutputLength: LARGEST_ENTRY });
  } catch {
    throw new RangeError(`${name} is damaged`);
  }
  throw new RangeError(`${name} is compressed by method ${method}`);
}
