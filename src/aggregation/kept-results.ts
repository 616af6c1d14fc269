import { keptBytes } from "../kept-bytes.ts";

/** Things that were made from files, kept by the hashes of those files. What is damaged is made again. */
export interface KeptResults {
  /** what `make` gives; from the folder where that has it whole */
  readonly get: <Result>(key: string, make: () => Promise<Result>) => Promise<Result>;
  /** how many were read, made for the first time, and made again because they were damaged */
  readonly counts: () => { readonly kept: number; readonly made: number; readonly damaged: number };
}

/**
 * Results in `folder`, as `keptBytes` keeps them: as JSON, with whole numbers of any size as `{"$": "123"}`.
 *
 * @param version what else the results depend on: another one, and all is made anew
 */
export function keptResults(folder: string, version: string): KeptResults {
  const counts = { kept: 0, made: 0, damaged: 0 };
  return {
    counts: () => counts,
    async get<Result>(key: string, make: () => Promise<Result>): Promise<Result> {
      let result: Result | undefined;
      const { bytes, state } = await keptBytes(folder, `${version}\n${key}`, async () => {
        result = await make();
        return new TextEncoder().encode(
          JSON.stringify(result, (_, value) => (typeof value === "bigint" ? { $: String(value) } : value)),
        );
      });
      counts[state]++;
      return (
        result ??
        JSON.parse(Buffer.from(bytes).toString("utf8"), (_, value) => (isWhole(value) ? BigInt(value.$) : value))
      );
    },
  };
}

function isWhole(value: unknown): value is { readonly $: string } {
  return typeof value === "object" && value !== null && "$" in value;
}
