import type { APIRoute } from "astro";
import { NEWEST_FILES, renderedNames } from "../../../site/api-files.ts";

/** The newest numbers for programs; `index.json` leads to all others. */
export const getStaticPaths = () => renderedNames(NEWEST_FILES).map((file) => ({ params: { file } }));

export const GET: APIRoute = ({ params }) => new Response(NEWEST_FILES[params.file!]!());
