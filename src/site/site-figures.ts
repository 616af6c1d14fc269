import type { Figure } from "../figures/figure.ts";
import { type NarrativePage, narrativePages } from "./narrative-pages.ts";

/** A figure and the page of the narrative on which it stands. */
export interface SiteFigure {
  readonly figure: Figure;
  readonly page: NarrativePage;
}

/** Every figure of the narrative in reading order, once: its first place counts. */
export function siteFigures(): readonly SiteFigure[] {
  const figures = new Map<string, SiteFigure>();
  for (const page of narrativePages())
    for (const figure of page.figures) if (!figures.has(figure.id)) figures.set(figure.id, { figure, page });
  return [...figures.values()];
}
