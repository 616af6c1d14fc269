import { element } from "./element.ts";

const LINGER_MS = 250;

/** Words that stand for a while beside something on the page. */
export interface Tip {
  /**
   * @param beside what they are about
   * @param isReached whether the keyboard or a finger has reached it: then they stay when the page scrolls, and go along
   */
  readonly show: (beside: Element, words: string, isReached?: boolean) => void;
  readonly hide: () => void;
  /** hides unless the pointer comes back, or goes to the words themselves */
  readonly hideSoon: () => void;
  /** what the words that are shown are about */
  readonly about: () => Element | null;
}

let made: Tip | undefined;

/** The one tip of the page. It can be pointed at, stays as long as it is, and goes away by Escape (WCAG 1.4.13). */
export function tip(): Tip {
  made ??= makeTip();
  return made;
}

function makeTip(): Tip {
  const box = element("div", { class: "tip", role: "tooltip", id: "tip", hidden: "" });
  let leaving = 0;
  let about: Element | null = null;
  let isKept = false;
  const hide = () => {
    box.hidden = true;
    about = null;
  };
  const hideSoon = () => {
    clearTimeout(leaving);
    leaving = setTimeout(hide, LINGER_MS) as unknown as number;
  };
  box.addEventListener("pointerenter", () => clearTimeout(leaving));
  box.addEventListener("pointerleave", hideSoon);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
  const move = () => {
    if (about && isKept) place(box, about);
    else hide();
  };
  addEventListener("scroll", move, { passive: true, capture: true });
  document.body.append(box);
  return {
    show: (beside, words, isReached = false) => {
      clearTimeout(leaving);
      about = beside;
      isKept = isReached;
      box.textContent = words;
      box.hidden = false;
      place(box, beside);
    },
    hide,
    hideSoon,
    about: () => about,
  };
}

/** Over it, or under it where there is no room; inside the window. Of words that are broken over lines, at the first line. */
function place(box: HTMLElement, beside: Element): void {
  const { x, y, width, bottom } = beside.getClientRects()[0] ?? beside.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = box;
  const left = Math.max(8, Math.min(x + width / 2 - offsetWidth / 2, innerWidth - offsetWidth - 8));
  box.style.left = `${left}px`;
  box.style.top = `${y > offsetHeight + 16 ? y - offsetHeight - 6 : bottom + 6}px`;
}
