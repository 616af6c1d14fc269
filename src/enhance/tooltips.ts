import { announce } from "./announce.ts";
import { tip } from "./tip.ts";

/** How far from the middle of a mark, in CSS pixels, the pointer still finds it. */
const REACH = 12;

/**
 * What a mark of a chart says, beside the mark: on hover, on touch, and by arrow keys once a chart has the focus. Marks say it
 * in a `<title>`, which browsers show by themselves where no script runs.
 */
export function tooltips(): void {
  for (const svg of document.querySelectorAll<SVGSVGElement>("figure svg")) {
    const marks = titledMarks(svg);
    if (marks.length === 0) continue;
    const { show, hide, hideSoon } = tip();
    const isMark = new Set<Element>(marks);
    svg.addEventListener("pointermove", ({ clientX, clientY }) => {
      // A number may be printed over its mark.
      const under = document.elementsFromPoint(clientX, clientY).find((each) => isMark.has(each));
      const mark = under ?? nearest(marks, clientX, clientY);
      if (mark) show(mark, wordsOf(mark));
      else hideSoon();
    });
    svg.addEventListener("pointerleave", hideSoon);
    byArrowKeys(svg, marks, (mark) => show(mark, wordsOf(mark), true), hide);
  }
}

/** Takes the titles off the marks, so that the browser does not show them as well. */
function titledMarks(svg: SVGSVGElement): SVGElement[] {
  return [...svg.querySelectorAll("g title")].flatMap((title) => {
    const mark = title.parentElement as unknown as SVGElement | null;
    if (!mark || title.closest("defs")) return [];
    mark.dataset.tip = title.textContent ?? "";
    title.remove();
    return [mark];
  });
}

const wordsOf = (mark: Element) => (mark as SVGElement).dataset.tip ?? "";

function nearest(marks: readonly SVGElement[], x: number, y: number): SVGElement | undefined {
  let [found, least]: [SVGElement | undefined, number] = [undefined, REACH];
  for (const mark of marks) {
    const box = mark.getBoundingClientRect();
    if (box.width > 4 * REACH || box.height > 4 * REACH) continue;
    const distance = Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    if (distance < least) [found, least] = [mark, distance];
  }
  return found;
}

function byArrowKeys(
  svg: SVGSVGElement,
  marks: readonly SVGElement[],
  show: (mark: Element) => void,
  hide: () => void,
): void {
  const box = svg.closest<HTMLElement>(".narrow, .wide");
  if (!box) return;
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Chart; the arrow keys tell its points one by one");
  let at = -1;
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    at = at < 0 && step < 0 ? marks.length - 1 : (at + step + marks.length) % marks.length;
    const mark = marks[at]!;
    mark.scrollIntoView({ block: "nearest" });
    show(mark);
    announce(wordsOf(mark));
  });
  box.addEventListener("blur", hide);
}
