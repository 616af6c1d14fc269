import type { APIRoute } from "astro";
import { FAVICON } from "../site/favicon.ts";

/** The icon of the report, in a file of its own so that no page needs pictures from addresses that are data. */
export const GET: APIRoute = () => new Response(FAVICON, { headers: { "Content-Type": "image/svg+xml" } });
