import { tip } from "./tip.ts";

/** Terms, values, citations and verdicts: what they say more stands in their title. */
const SAID = ":is(main, .site-footer) :is(a, b):is([title], [data-said])";

/**
 * What a term, a value or a citation says more, beside it: on hover, on focus, and at the first tap; the second tap follows the
 * link. Without script the browser shows the title on hover, and the style sheet on focus.
 */
export function saidTitles(): void {
  const { show, hide, hideSoon, about } = tip();
  let isTouch = false;
  const at = ({ target }: Event) => (target as Element).closest<HTMLElement>(SAID);
  document.addEventListener("pointerover", (event) => {
    const said = event.pointerType === "touch" ? null : at(event);
    if (said) show(said, wordsOf(said));
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && at(event)) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    const said = at(event);
    if (said?.matches(":focus-visible")) show(said, wordsOf(said), true);
  });
  document.addEventListener("focusout", (event) => {
    if (at(event)) hide();
  });
  document.addEventListener("pointerdown", (event) => {
    isTouch = event.pointerType === "touch";
    if (isTouch && about() && at(event) !== about()) hide();
  });
  document.addEventListener("click", (event) => {
    const said = isTouch ? at(event) : null;
    if (!said || said === about()) return;
    event.preventDefault();
    show(said, said.matches("a") ? `${wordsOf(said)}\nTap again to follow.` : wordsOf(said), true);
  });
}

/** Takes the title off, so that the browser does not show it as well; who listens to the page is still told. */
function wordsOf(said: HTMLElement): string {
  const { title } = said;
  if (title !== "") {
    said.dataset.said = title;
    said.removeAttribute("title");
    if (said.matches("a")) said.setAttribute("aria-description", title);
  }
  return said.dataset.said ?? "";
}
