import { defineMiddleware } from "astro:middleware";
import { unitHtml } from "./figures/unit-html.ts";
import { siteReleases } from "./site/site-releases.ts";
import { siteReport } from "./site/site-report.ts";
import { studyWords } from "./study/study-words.ts";

/**
 * Puts the study's own word for “mixture” into every finished page, in a build and in `npm run dev` alike; the shell of a release
 * takes the word that the release had. What a release keeps is put into its shell later, and stays as it was.
 */
export const onRequest = defineMiddleware(async ({ url }, next) => {
  const response = await next();
  const version = /^\/v\/([^/]+)\/shell\//.exec(url.pathname)?.[1];
  const release = version === undefined ? undefined : siteReleases().find((one) => one.version === version);
  const words = studyWords((release ?? siteReport()).study.design);
  if (words === null || !/html|xml/.test(response.headers.get("Content-Type") ?? "")) return response;
  if (/svg/.test(response.headers.get("Content-Type") ?? "")) return response;
  return new Response(unitHtml(await response.text(), words), response);
});
