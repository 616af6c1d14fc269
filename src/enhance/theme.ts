import { element } from "./element.ts";

const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const KEY = "magic-correlations-theme";

/** Puts the theme that this reader once chose on the page. It is called before the first paint, so that none flashes. */
export function applyTheme(): void {
  show(chosenTheme());
}

/** Puts a button into the header that goes through the themes: that of the system, light, dark. */
export function themeToggle(): void {
  const tools = document.querySelector(".site-tools");
  if (!tools) return;
  const button = element("button", { type: "button" });
  const label = () => {
    button.textContent = `Theme: ${chosenTheme()}`;
  };
  button.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(chosenTheme()) + 1) % THEMES.length]!;
    store(next);
    show(next);
    label();
  });
  label();
  tools.append(button);
  // Another window of the report has changed it.
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    show(chosenTheme());
    label();
  });
}

/** The choice when nothing can be stored: it lasts as long as the page. */
let held: Theme = "auto";

function chosenTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === stored) ?? "auto";
  } catch {
    return held;
  }
}

function store(theme: Theme): void {
  held = theme;
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be forbidden.
  }
}

/** The style sheet does the rest; the colour of the browser's own frame follows. */
function show(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset.scheme ??= meta.media;
    meta.media = theme === "auto" ? meta.dataset.scheme : meta.dataset.scheme.includes(theme) ? "all" : "not all";
  }
}
