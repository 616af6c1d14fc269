import { element } from "./element.ts";

let region: HTMLElement | undefined;

/** Tells who listens to the page what has just happened on it; nothing is seen. */
export function announce(text: string): void {
  if (!region) {
    region = element("p", { class: "sr-only", role: "status" });
    document.body.append(region);
  }
  region.textContent = text;
}
