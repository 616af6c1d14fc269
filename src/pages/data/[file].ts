import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { APIRoute } from "astro";
import { siteInputs } from "../../site/inputs.ts";

/** analysis.json and the tables beside it, as downloads. */
export const getStaticPaths = () => {
  const { analysis } = siteInputs();
  const tables = readdirSync(dirname(analysis)).filter((name) => name.endsWith(".csv"));
  return [basename(analysis), ...tables].map((file) => ({ params: { file } }));
};

export const GET: APIRoute = ({ params }) => {
  const file = params.file ?? "";
  const type = file.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/json";
  return new Response(new Uint8Array(readFileSync(join(dirname(siteInputs().analysis), file))), {
    headers: { "Content-Type": type },
  });
};
