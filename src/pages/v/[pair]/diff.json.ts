import type { APIRoute } from "astro";
import { releaseDiff, releasePairs } from "../../../site/release-diffs.ts";

/** All that changed from one release to the next, as JSON. */
export const getStaticPaths = () => releasePairs().map(({ name }) => ({ params: { pair: name } }));

export const GET: APIRoute = ({ params }) => {
  const pair = releasePairs().find(({ name }) => name === params.pair)!;
  return new Response(`${JSON.stringify(releaseDiff(pair))}\n`, { headers: { "Content-Type": "application/json" } });
};
