import type { APIRoute } from "astro";
import { RELEASE_API_FILES, renderedNames } from "../../../../../site/api-files.ts";
import { siteReleases } from "../../../../../site/site-releases.ts";

/** The numbers of each release for programs. */
export const getStaticPaths = () =>
  siteReleases().flatMap(({ version }) =>
    renderedNames(RELEASE_API_FILES).map((file) => ({ params: { version, file } })),
  );

export const GET: APIRoute = ({ params }) => {
  const release = siteReleases().find(({ version }) => version === params.version)!;
  return new Response(RELEASE_API_FILES[params.file!]!(release));
};
