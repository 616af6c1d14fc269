import type { APIRoute } from "astro";
import { type FigureFile, figureFiles } from "../../site/figure-files.ts";

/** The drawing and the data of every figure, as downloads. */
export const getStaticPaths = () => figureFiles().map((props) => ({ params: { file: props.name }, props }));

export const GET: APIRoute<FigureFile> = ({ props }) =>
  new Response(props.text, { headers: { "Content-Type": props.type } });
