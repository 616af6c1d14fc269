import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256, writeAtomic } from "../files.ts";
import { hashedBytes, unhashedBytes } from "../hashed-bytes.ts";

/** Things that were made from files, kept by the hashes of those files. What is damaged is made again. */
export interface KeptResults {
  /** what `make` gives; from the folder where that has it whole */
  readonly get: <Result>(key: string, make: () => Promise<Result>) => Promise<Result>;
  /** how many were read, made for the first time, and made again because they were damaged */
  readonly counts: () => { readonly kept: number; readonly made: number; readonly damaged: number };
}

/**
 * Results in `folder`, one file each: its first line is the SHA-256 of the rest, which is JSON, with whole numbers of any size as
 * `{"$": "123"}`.
 *
 * @param version what else the results depend on: another one, and all is made anew
 */
export function keptResults(folder: string, version: string): KeptResults {
  let [kept, made, damaged] = [0, 0, 0];
  return {
    counts: () => ({ kept, made, damaged }),
    async get<Result>(key: string, make: () => Promise<Result>): Promise<Result> {
      const path = join(folder, `${sha256(`${version}\n${key}`)}.json`);
      const [state, known] = read(path);
      if (state === "whole") {
        kept++;
        return known as Result;
      }
      const result = await make();
      if (made + damaged === 0) writeAtomic(join(folder, ".gitignore"), "*\n");
      const text = `${JSON.stringify(result, (_, value) => (typeof value === "bigint" ? { $: String(value) } : value))}\n`;
      writeAtomic(path, hashedBytes(text));
      if (state === "damaged") damaged++;
      else made++;
      return result;
    },
  };
}

function read(path: string): readonly [state: "whole" | "damaged" | "absent", result?: unknown] {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ["absent"];
    throw error;
  }
  const whole = unhashedBytes(file);
  if (whole === null) return ["damaged"];
  return ["whole", JSON.parse(whole.toString("utf8"), (_, value) => (isWhole(value) ? BigInt(value.$) : value))];
}

function isWhole(value: unknown): value is { readonly $: string } {
  return typeof value === "object" && value !== null && "$" in value;
}
