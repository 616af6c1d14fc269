import type { Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Page } from "./page.ts";
import { faultAt, type SourceText } from "./source-text.ts";

/** Links lead to pages and letters only, pictures come from the report itself; anything else is a fault, and its address goes. */
export function safeAddresses(tree: Root, source: SourceText, page: Pick<Page, "faults">): void {
  const pictures = new Set<string>();
  visit(tree, "imageReference", ({ identifier }) => void pictures.add(identifier));
  visit(tree, (node) => {
    if (node.type !== "link" && node.type !== "definition" && node.type !== "image") return;
    const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(node.url.replace(/[\t\n\r]/g, ""))?.[1]?.toLowerCase();
    const isAway = scheme !== undefined || /^\s*[\\/]{2}/.test(node.url);
    const isPicture = node.type === "image" || (node.type === "definition" && pictures.has(node.identifier));
    const isSafe = isPicture ? !isAway : scheme === undefined || SCHEMES.has(scheme);
    if (isSafe) return;
    const [expected, todo] = isPicture
      ? ["a picture of the report itself", "Give a relative address."]
      : ["an address with http, https or mailto, or a relative one", "Mend the address."];
    page.faults.push(
      faultAt(source, node.position?.start.offset ?? 0, { value: `the address ${node.url}`, expected, todo }),
    );
    node.url = "";
  });
}

const SCHEMES: ReadonlySet<string> = new Set(["http", "https", "mailto"]);
