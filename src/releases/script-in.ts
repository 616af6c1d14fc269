import type { Element, Nodes, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

/**
 * What is no words and drawings in the markup of a page: an element or attribute that no page of a report has, an address that
 * is a program, something loaded from elsewhere, a tag or comment that never ends and would swallow what follows it.
 *
 * Markup as our own writers write it is told by a grammar so narrow that no browser can read it otherwise: every `<` begins a
 * tag of the lists, and no value has one. All other markup is read as browsers read it, which takes thirty times as long.
 *
 * @returns the beginning of the first, or null
 */
export function scriptIn(markup: string): string | null {
  if (firstUnplain(markup) === -1) return null;
  try {
    return firstForbidden(markup);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return beginning(markup, 0); // nested deeper than the parser can follow
  }
}

/**
 * The same for a drawing that is a file of its own. Browsers read it as XML, with entities, prefixes and instructions that
 * HTML has not: only the narrow grammar is allowed.
 */
export function scriptInDrawing(markup: string): string | null {
  const drawing = markup.startsWith(PROLOGUE) ? markup.slice(PROLOGUE.length) : markup;
  const at = firstUnplain(drawing);
  return at === -1 ? null : beginning(drawing, at);
}

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>';
const TAG = /<(?:\/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?:\s+[a-z][a-z-]*\d?(?:=(?:"[^"<]*"|'[^'<]*'))?)*)\s*\/?)>/iy;
const ATTRIBUTE = /([a-z][a-z-]*\d?)(?:=(?:"([^"]*)"|'([^']*)'))?/gi;

/** Where the first `<` stands that does not begin a tag of the narrow grammar; −1 where there is none. */
function firstUnplain(markup: string): number {
  for (let at = markup.indexOf("<"); at !== -1; at = markup.indexOf("<", TAG.lastIndex)) {
    TAG.lastIndex = at;
    const [, closed, opened, attributes = ""] = TAG.exec(markup) ?? [];
    const name = closed ?? opened;
    if (name === undefined || !ELEMENTS.has(name.toLowerCase())) return at;
    if (attributes !== "" && !arePlain(attributes)) return at;
  }
  return -1;
}

/** Whether all attributes of a tag may be there with their values; where character references could matter, they are not plain. */
function arePlain(attributes: string): boolean {
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(attributes); match; match = ATTRIBUTE.exec(attributes)) {
    const [, name = "", double, single] = match;
    const value = expectedValue(name);
    if (value === null) return false;
    if (value === undefined) continue;
    const text = double ?? single ?? "";
    if (text.includes("&") || !value.test(text)) return false;
  }
  return true;
}

/** Reads the markup as browsers do, where it stands in a page. */
function firstForbidden(markup: string): string | null {
  const end = BEFORE.length + markup.length;
  const tree = PARSER.parse(BEFORE + markup + AFTER) as Root;
  let found: number | null = null;
  let isEnded = false;
  visit(tree, (node: Nodes) => {
    if (node.type !== "element") return;
    const start = node.position?.start.offset;
    if (start === end) isEnded = true;
    else if (start !== undefined && start < BEFORE.length ? isChanged(node) : !isAllowed(node))
      found ??= (start ?? 0) - BEFORE.length;
  });
  if (found === null && !isEnded) found = markup.lastIndexOf("<");
  return found === null ? null : beginning(markup, Math.max(0, found));
}

// words before, as in every page: so that no `<frameset>` takes the place of the body
const BEFORE = "<!doctype html><html><head></head><body><main>.";
const AFTER = "<wbr></main></body></html>";
const PARSER = unified().use(rehypeParse);

/** Of what stands around the markup: whether the markup gave it attributes, as a second `<body onload=…>` does. */
const isChanged = ({ properties }: Element) => Object.keys(properties).length > 0;

function isAllowed({ tagName, properties }: Element): boolean {
  if (!ELEMENTS.has(tagName.toLowerCase())) return false;
  return Object.entries(properties).every(([property, value]) => {
    const harmless = expectedValue(property.replace(/^(aria|data)(?=[A-Z])/, "$1-"));
    return harmless !== null && (harmless?.test(Array.isArray(value) ? value.join(" ") : String(value)) ?? true);
  });
}

const beginning = (markup: string, at: number) => markup.slice(at, at + 60).replace(/\s+/g, " ");

/** What the value of an attribute must be, as it is written or as hast names it; null where no page may have it. */
function expectedValue(attribute: string): RegExp | undefined | null {
  let value = known.get(attribute);
  if (value === undefined && !known.has(attribute)) {
    const name = attribute.toLowerCase();
    const bare = name.replaceAll("-", "");
    value = ATTRIBUTES.has(bare) ? VALUES[bare] : /^(?:aria|data)-[a-z-]+$/.test(name) ? undefined : null;
    if (known.size < MOST_KNOWN) known.set(attribute, value);
  }
  return value;
}

const known = new Map<string, RegExp | undefined | null>();
const MOST_KNOWN = 1_000;

const list = (...words: readonly string[]): ReadonlySet<string> => new Set(words.join(" ").split(" "));

/** What words, tables, formulas and drawings are made of; none of these loads, runs, or is read as anything but markup. */
const ELEMENTS = list(
  "h1 h2 h3 h4 h5 h6 article aside section nav header footer div p hr br wbr pre blockquote ol ul li dl dt dd figure figcaption",
  "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var img input",
  "details summary meta table caption colgroup col thead tbody tfoot tr th td",
  "math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup",
  "msup mtable mtd mtext mtr munder munderover menclose none semantics",
  "svg g defs symbol title desc path line polyline polygon rect circle ellipse text tspan clippath lineargradient stop",
);

/** Without hyphens, beside `aria-…` and `data-…`. No event is among them, and `meta` has no `http-equiv`. */
const ATTRIBUTES = list(
  "alt checked cite class classname colspan content datetime dir disabled download headers height href hreflang id itemid itemprop",
  "itemscope itemtype lang open rel reversed role rowspan scope span src start style tabindex title type value width",
  "accent accentunder alttext columnalign depth display displaystyle encoding fence form largeop linebreak linethickness lspace",
  "mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowspacing rspace scriptlevel separator",
  "stretchy symmetric voffset",
  "clippath cliprule color cx cy d dominantbaseline dx dy fill fillopacity fillrule fontfamily fontsize fontstyle fontvariant",
  "fontweight gradienttransform gradientunits letterspacing offset opacity paintorder points preserveaspectratio r rotate rx ry",
  "shaperendering stopcolor stopopacity stroke strokedasharray strokedashoffset strokelinecap strokelinejoin strokemiterlimit",
  "strokeopacity strokewidth textanchor textdecoration textlength transform vectoreffect viewbox x x1 x2 xmlns y y1 y2",
);

/** Nothing of it is fetched: no `url(…)` but of a part of the page, and no escape that would spell one. */
const DRAWN = /^(?!.*[\\@'"])(?!.*(?:url|src|image|set)\s*\((?!#))/is;
/** An address as it is written: browsers leave out white space and control characters before they look for a scheme. */
const WRITTEN = "^(?![\\s\\S]*[\\x00-\\x1f])(?!\\s)";
const SCHEME = "[a-z][a-z0-9+.-]*:";
/** What the values of some attributes must be; those of others are words. */
const VALUES: Readonly<Record<string, RegExp>> = {
  href: new RegExp(`${WRITTEN}(?:https?:|mailto:|(?!${SCHEME}))`, "i"),
  src: new RegExp(`${WRITTEN}(?!${SCHEME}|[/\\\\]{2})`, "i"),
  ...Object.fromEntries(
    ["style", "fill", "stroke", "color", "clippath", "mathcolor", "mathbackground"].map((name) => [name, DRAWN]),
  ),
};
