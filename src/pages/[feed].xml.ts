import type { APIRoute } from "astro";
import { siteInputs } from "../site/inputs.ts";
import { releaseFeed } from "../site/release-feed.ts";
import { siteReleases } from "../site/site-releases.ts";
import { siteReport } from "../site/site-report.ts";

/** The feed of releases, where there are any: without one it would have no date. */
export const getStaticPaths = () => (siteReleases().length > 0 ? [{ params: { feed: "feed" } }] : []);

export const GET: APIRoute = () => {
  const { url } = siteReport().study.design;
  const address = url && new URL(siteInputs().base, url).href;
  return new Response(releaseFeed(siteReleases(), address), { headers: { "Content-Type": "application/atom+xml" } });
};
