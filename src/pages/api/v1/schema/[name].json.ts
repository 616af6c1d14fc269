import type { APIRoute } from "astro";
import { jsonSchemas } from "../../../../site/api-schemas.ts";

/** JSON Schemas of the API's JSON files. */
export const getStaticPaths = () => [...jsonSchemas().keys()].map((name) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) =>
  new Response(jsonSchemas().get(params.name!)!, { headers: { "Content-Type": "application/schema+json" } });
