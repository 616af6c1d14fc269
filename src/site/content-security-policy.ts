/**
 * What a page of the report may load and run, whatever stands in a study: the site's own script, style sheet, pictures and data,
 * and nothing inline.
 *
 * Two things are wider than none. `'wasm-unsafe-eval'`: the search compiles its WebAssembly, and that alone; no text becomes
 * code. `style-src-attr 'unsafe-inline'`: formulas (MathML) carry their spacing in `style` attributes, also in pages that were
 * frozen long ago; such an attribute styles its own element, no `<style>` may stand in a page, and nothing may be loaded from
 * elsewhere, so that it can neither run nor tell anything.
 *
 * `script-src 'self'` names no folder: a path needs a host before it, and a report does not know where it will be served. So the
 * files that a study or a release brings are none that browsers run: pictures, CSV, Parquet, and JSON and Markdown of our own
 * writing, whose first characters are no program.
 *
 * The page carries it as `<meta>`, because a static host may set no headers; `frame-ancestors` has no effect there, and figures
 * are meant to be framed.
 *
 * @returns null while developing: then the pages are put together by scripts in them
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  return environment[DEVELOPING] === undefined ? POLICY : null;
}

/** Set by `npm run dev`. */
export const DEVELOPING = "REPORT_DEVELOPING";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
