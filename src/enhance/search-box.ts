import { element } from "./element.ts";
import { hasWords } from "./has-words.ts";

interface SearchPlace {
  readonly url: string;
  readonly title: string;
  readonly excerpt: string;
}

/** What the index of Pagefind gives; only what is used here. */
interface SearchIndex {
  readonly options: (options: object) => Promise<void>;
  readonly debouncedSearch: (
    words: string,
    options: object,
    waitMs: number,
  ) => Promise<{ readonly results: readonly { readonly data: () => Promise<SearchedPage> }[] } | null>;
}

interface SearchedPage {
  readonly url: string;
  readonly excerpt: string;
  readonly content: string;
  /** which words of the content were found, by their number */
  readonly locations: readonly number[];
  readonly meta: { readonly title?: string };
  readonly sub_results: readonly SearchPlace[];
}

const SHOWN_PAGES = 8;
const SHOWN_PLACES = 3;
const WAIT_MS = 150;

/**
 * A field that searches the report as one types, with its results below. The index is fetched when the field first gets the
 * focus, so that a page without a search costs nothing.
 *
 * @param address where the index of Pagefind is, its `pagefind.js`
 * @param onWords told of every change of the words
 */
export function searchBox(address: string, onWords: (words: string) => void = () => {}): HTMLElement {
  const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
  const status = element("p", { class: "status", role: "status" });
  const list = element("ol", { class: "results" });
  let index: Promise<SearchIndex> | undefined;
  const load = () => {
    index ??= openIndex(address);
    return index;
  };
  input.addEventListener("focus", () => load().catch(() => {}), { once: true });
  input.addEventListener("input", async () => {
    const words = input.value.trim();
    onWords(words);
    if (words === "") {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      const found = await (await load()).debouncedSearch(words, {}, WAIT_MS);
      if (!found) return;
      const nearest = await Promise.all(found.results.slice(0, SHOWN_PAGES).map(({ data }) => data()));
      if (words !== input.value.trim()) return;
      const pages = nearest.filter(({ content, locations }) => {
        const all = content.split(/\s+/);
        return hasWords(
          locations.map((place) => all[place] ?? ""),
          words,
        );
      });
      list.replaceChildren(...pages.map(resultItem));
      const isNone = pages.length === 0;
      status.textContent = countWords(isNone ? 0 : found.results.length - nearest.length + pages.length, words);
    } catch {
      status.textContent = "The index of this report is not to be had here; all pages are on the search page.";
    }
  });
  const label = element("label", {}, element("span", {}, "Search the report"), input);
  return element("search", {}, label, status, list);
}

async function openIndex(address: string): Promise<SearchIndex> {
  const index = (await import(/* @vite-ignore */ address)) as SearchIndex;
  // Long pages answer questions here, and short ones are lists.
  await index.options({ ranking: { pageLength: 0.1 } });
  return index;
}

function countWords(count: number, words: string): string {
  if (count === 0) return `Nothing has “${words}”.`;
  const more = count > SHOWN_PAGES ? `, the nearest ${SHOWN_PAGES} below` : "";
  return `${count} ${count === 1 ? "page has" : "pages have"} “${words}”${more}`;
}

/** A page that was found, and the sections or figures of it that have the words. */
function resultItem({ url, excerpt, meta, sub_results }: SearchedPage): HTMLLIElement {
  const places = sub_results.filter((place) => place.url !== url).slice(0, SHOWN_PLACES);
  const item = element("li", {}, element("a", { href: url }, meta.title ?? url));
  if (places.length === 0) return addExcerpt(item, excerpt);
  const inside = places.map((place) =>
    addExcerpt(element("li", {}, element("a", { href: place.url }, place.title)), place.excerpt),
  );
  item.append(element("ul", {}, ...inside));
  return item;
}

/** Excerpts are escaped text of our own pages, the words found in `<mark>`. */
function addExcerpt(item: HTMLLIElement, excerpt: string): HTMLLIElement {
  const line = element("p");
  line.innerHTML = excerpt;
  item.append(line);
  return item;
}
