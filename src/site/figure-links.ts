import type { FigureLinks } from "../figures/figure-html.ts";

/** Where the files and the page of a figure are: addresses that stay. */
export function figureLinks(id: string): FigureLinks {
  const place = `/figures/${id}`;
  return { csv: `${place}.csv`, svg: `${place}.svg`, png: `${place}.png`, page: `${place}/`, cite: `#cite-fig-${id}` };
}
