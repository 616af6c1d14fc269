import { expect, test } from "vitest";
import { unitHtml } from "../../src/figures/unit-html.ts";

const words = (text: string) => text.replaceAll("mixture", "recipe");

test.each([
  ["<p class='mixture' id=\"mixture\">mixture</p>", "<p class='mixture' id=\"mixture\">recipe</p>"],
  ['<a href="/mixtures/" title="a mixture > b">x</a>', '<a href="/mixtures/" title="a recipe > b">x</a>'],
  ['<img alt="mixture"><meta content="mixture">', '<img alt="recipe"><meta content="recipe">'],
  ["<style>.mixture{}</style><script>mixture</script>", null],
  [
    '<script type="application/ld+json">{"n":"mixture"}</script>',
    '<script type="application/ld+json">{"n":"recipe"}</script>',
  ],
  ["<!--own words--><p>mixture</p><!--/own words-->mixture", "<!--own words--><p>mixture</p><!--/own words-->recipe"],
  [
    '<svg data-mixture="mixture"><text aria-label="mixture">a < mixture</text></svg>',
    '<svg data-mixture="mixture"><text aria-label="recipe">a < recipe</text></svg>',
  ],
])("unitHtml(%j)", (html, expected) => {
  expect(unitHtml(html, words)).toBe(expected ?? html);
});
