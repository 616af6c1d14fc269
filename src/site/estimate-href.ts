import { estimateGroup } from "./estimate-group.ts";

/** The permanent address of an estimate's row, from the root of the site: `/estimates/GROUP/#ID`. The only place that knows. */
export function estimateHref(id: string): string {
  return `/estimates/${estimateGroup(id)}/#${id}`;
}
