/** Closes an open menu of the header when the reader goes elsewhere: by Escape, by a click or by the focus. */
export function menus(): void {
  const all = [...document.querySelectorAll<HTMLDetailsElement>(".site-nav details")];
  const closeOthers = ({ target }: Event) => {
    for (const menu of all) if (!menu.contains(target as Node)) menu.open = false;
  };
  document.addEventListener("click", closeOthers);
  document.addEventListener("focusin", closeOthers);
  document.addEventListener("keydown", ({ key }) => {
    const menu = all.find(({ open }) => open);
    if (key !== "Escape" || !menu) return;
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    menu.open = false;
  });
}
