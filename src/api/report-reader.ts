import type { ApiClaim, ApiEstimate, ApiFiles, ApiIndex, ApiStudy } from "./api-types.ts";

/** Reads the published numbers of a report. Copy this folder: it needs nothing but `fetch`. */
export interface ReportReader {
  /** what there is: versions, and where their files are */
  readonly index: () => Promise<ApiIndex>;
  /** the estimates of a version by id; of the newest where none is named */
  readonly estimates: (version?: string) => Promise<ReadonlyMap<string, ApiEstimate>>;
  readonly study: (version?: string) => Promise<ApiStudy>;
  readonly claims: (version?: string) => Promise<readonly ApiClaim[]>;
}

/**
 * Opens a report by the address of its site, `https://example.org/report/`. Each file is fetched once.
 *
 * @param fetchFile in the place of `fetch`, for caches and tests
 * @throws {Error} from every method when a file cannot be fetched, is of another schema, or no such version exists
 */
export function reportReader(address: string, fetchFile: (url: string) => Promise<Response> = fetch): ReportReader {
  const root = new URL("api/v1/", address.endsWith("/") ? address : `${address}/`).href;
  const fetched = new Map<string, Promise<unknown>>();
  const read = <T extends { readonly schema: 1 }>(path: string): Promise<T> => {
    const url = new URL(path, root).href;
    const known = fetched.get(url) ?? fetchJson(url, fetchFile);
    fetched.set(url, known);
    return known as Promise<T>;
  };
  const index = () => read<ApiIndex>("index.json");
  const files = async (version?: string): Promise<ApiFiles> => {
    const { newest, releases } = await index();
    if (version === undefined) return newest;
    const release = releases.find((one) => one.version === version);
    if (release) return release;
    throw new Error(
      `There is no release ${version}; there are ${releases.map((one) => one.version).join(", ") || "none"}.`,
    );
  };
  return {
    index,
    estimates: async (version) => {
      const { json } = (await files(version)).estimates;
      const { estimates } = await read<{ schema: 1; estimates: readonly ApiEstimate[] }>(json);
      return new Map(estimates.map((estimate) => [estimate.id, estimate]));
    },
    study: async (version) => read<ApiStudy>((await files(version)).study),
    claims: async (version) =>
      (await read<{ schema: 1; claims: readonly ApiClaim[] }>((await files(version)).claims)).claims,
  };
}

async function fetchJson(url: string, fetchFile: (url: string) => Promise<Response>): Promise<unknown> {
  const response = await fetchFile(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status} ${response.statusText}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const json: unknown = JSON.parse(isGzip(bytes) ? await unzipped(bytes) : new TextDecoder().decode(bytes));
  if (typeof json !== "object" || json === null || !("schema" in json) || json.schema !== 1)
    throw new Error(`${url} is not of schema 1`);
  return json;
}

/** By its first bytes: some servers unpack a `.gz` on the way, others do not. */
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unzipped(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}
