import { element } from "./element.ts";
import { searchBox } from "./search-box.ts";

/** The index stands beside the folder of this script, also for pages of old versions; in development there is neither. */
const script = document.currentScript as HTMLScriptElement | null;

/**
 * Search: on its own page, with the words in the address so that a search can be shared; on every other page in a window that
 * Ctrl+K or ⌘K opens. One key alone is no shortcut, because it would get in the way of who speaks to the computer (WCAG 2.1.4).
 */
export function search(): void {
  const link = document.querySelector<HTMLAnchorElement>('a[rel="search"]');
  if (!link) return;
  const page = document.querySelector<HTMLElement>("[data-search]");
  const index = new URL("../pagefind/pagefind.js", script?.src ?? link.href).href;
  const open = page ? ownPage(page, index) : inDialog(index);
  const isApple = /Mac|iP(hone|ad|od)/.test(navigator.platform);
  link.append(" ", element("kbd", { "aria-hidden": "true" }, isApple ? "⌘K" : "Ctrl K"));
  link.setAttribute("aria-keyshortcuts", isApple ? "Meta+K" : "Control+K");
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}

function ownPage(page: HTMLElement, index: string): () => void {
  const box = searchBox(index, (words) => {
    history.replaceState(null, "", words === "" ? location.pathname : `?q=${encodeURIComponent(words)}`);
  });
  const input = box.querySelector("input")!;
  page.append(box);
  const words = new URLSearchParams(location.search).get("q");
  if (words) {
    input.value = words;
    input.dispatchEvent(new Event("input"));
  }
  input.focus({ preventScroll: true });
  return () => input.focus();
}

function inDialog(index: string): () => void {
  let dialog: HTMLDialogElement | undefined;
  return () => {
    if (!dialog) {
      const close = element("button", { type: "button", class: "close" }, "Close");
      const made = element("dialog", { class: "search-dialog", "aria-label": "Search" }, searchBox(index), close);
      close.addEventListener("click", () => made.close());
      // A click on the backdrop lands on the window itself; one on a link to this very page leaves nothing behind.
      made.addEventListener("click", ({ target }) => {
        if (target === made || (target as Element).closest("a")) made.close();
      });
      // In a field with words Escape would only empty it.
      made.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        made.close();
      });
      document.body.append(made);
      dialog = made;
    }
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input")?.select();
  };
}
