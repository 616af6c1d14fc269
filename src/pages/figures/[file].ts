import type { APIRoute } from "astro";
import { figureFile, figureFiles } from "../../site/figure-files.ts";

/** The drawing and the data of every figure, as downloads. */
export const getStaticPaths = () => figureFiles().map(({ name }) => ({ params: { file: name } }));

export const GET: APIRoute = async ({ params }) => {
  const { content, type } = figureFile(params.file!)!;
  return new Response(await content(), { headers: { "Content-Type": type } });
};
