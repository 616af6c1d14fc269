import type { APIRoute } from "astro";
import { NEWEST_FILES } from "../../../site/api-files.ts";

/** The newest numbers for programs; `index.json` leads to all others. */
export const getStaticPaths = () => Object.keys(NEWEST_FILES).map((file) => ({ params: { file } }));

export const GET: APIRoute = ({ params }) => new Response(NEWEST_FILES[params.file!]!());
