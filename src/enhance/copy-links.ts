import { announce } from "./announce.ts";

const SHOWN_MS = 2000;

/**
 * Makes links marked `data-copy-link` copy their whole address. Where the clipboard is not to be had they stay links; with a
 * modifier key they do what links do.
 */
export function copyLinks(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-copy-link]");
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || !navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(
      () => confirm(link),
      () => location.assign(link.href),
    );
  });
}

function confirm(link: HTMLAnchorElement): void {
  const { textContent } = link;
  announce("Link copied");
  if (link.dataset.copyLink === "copied") return;
  link.dataset.copyLink = "copied";
  link.textContent = "Copied";
  setTimeout(() => {
    link.dataset.copyLink = "";
    link.textContent = textContent;
  }, SHOWN_MS);
}
