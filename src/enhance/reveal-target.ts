/** Opens the disclosure that holds what the address of the page leads to, where a browser does not by itself. */
export function revealTarget(): void {
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let isClosed = false;
    for (let at = target?.closest("details"); at; at = at.parentElement?.closest("details")) {
      isClosed ||= !at.open;
      at.open = true;
    }
    if (isClosed) target?.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
}
