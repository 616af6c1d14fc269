import { copyLinks } from "./copy-links.ts";
import { currentSection } from "./current-section.ts";
import { filterTables } from "./filter-tables.ts";
import { highlightMixture } from "./highlight-mixture.ts";
import { menus } from "./menus.ts";
import { revealTarget } from "./reveal-target.ts";
import { saidTitles } from "./said-titles.ts";
import { search } from "./search.ts";
import { shortLink } from "./short-link.ts";
import { sortTables } from "./sort-tables.ts";
import { applyTheme, themeToggle } from "./theme.ts";
import { tooltips } from "./tooltips.ts";

/*
 * The one script of the site, the same on every page. It only adds: without it every page is whole, and no control that needs
 * it is on the page. It runs in the head, before the first paint, for the sake of the theme; the rest waits for the document.
 */
applyTheme();
document.addEventListener("DOMContentLoaded", () => {
  // A task each: the page answers the reader in between.
  for (const enhance of [
    themeToggle,
    shortLink,
    search,
    menus,
    revealTarget,
    currentSection,
    copyLinks,
    sortTables,
    filterTables,
    highlightMixture,
    tooltips,
    saidTitles,
  ])
    setTimeout(() => attempt(enhance));
});

/** What fails in an old browser leaves the rest alone. */
function attempt(enhance: () => void): void {
  try {
    enhance();
  } catch (error) {
    console.warn(error);
  }
}
