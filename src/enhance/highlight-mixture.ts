import { element } from "./element.ts";

/**
 * Lets a reader follow one mixture through all charts of the page: pointing at one of its marks lifts it for a moment, a click
 * or the field under a chart for as long as wanted. Marks carry the mixture's name as `data-mixture`.
 */
export function highlightMixture(): void {
  const marks = Map.groupBy(
    document.querySelectorAll<SVGElement>("figure svg [data-mixture]"),
    (mark) => mark.dataset.mixture!,
  );
  if (marks.size < 2) return;
  const fields: HTMLSelectElement[] = [];
  let pinned = "";
  let lit = "";
  const light = (name: string) => {
    if (name === lit) return;
    for (const mark of marks.get(lit) ?? []) mark.classList.remove("lit");
    for (const mark of marks.get(name) ?? []) mark.classList.add("lit");
    lit = name;
    document.documentElement.toggleAttribute("data-lit", name !== "");
  };
  const pin = (name: string) => {
    pinned = name;
    for (const field of fields) field.value = name;
    light(name);
  };
  const figures = new Set([...marks.values()].flat().map((mark) => mark.closest("figure")!));
  for (const figure of figures) {
    const nameAt = ({ target }: Event) => (target as Element).closest<SVGElement>("[data-mixture]")?.dataset.mixture;
    figure.addEventListener("pointerover", (event) => light(nameAt(event) ?? pinned));
    figure.addEventListener("pointerleave", () => light(pinned));
    figure.addEventListener("click", (event) => {
      const name = nameAt(event);
      if (name !== undefined) pin(name === pinned ? "" : name);
    });
    const names = new Set(
      [...figure.querySelectorAll<SVGElement>("[data-mixture]")].map((mark) => mark.dataset.mixture!),
    );
    const tools = figure.querySelector(".tools");
    if (names.size < 2 || !tools) continue;
    const options = ["", ...names].map((name) => element("option", { value: name }, name || "all alike"));
    const field = element("select", {}, ...options);
    field.addEventListener("change", () => pin(field.value));
    fields.push(field);
    tools.prepend(
      element("label", { class: "follow" }, `Follow ${document.documentElement.dataset.unit ?? "a mixture"} `, field),
      " ",
    );
  }
}
