import { expect, test } from "vitest";
import { svgPng } from "../../src/figures/svg-png.ts";
import { cardSvg } from "../../src/site/card-svg.ts";

const CARD = {
  kicker: "Question 1",
  title: "Do rankings last?",
  words: "They <do> & clearly.",
  figure: null,
  study: "A study, version 2026.11.1",
};
const baselines = (svg: string) => [...svg.matchAll(/<text x="64" y="(\d+)"/g)].map(([, y]) => Number(y));

test("cardSvg keeps all words inside the card, however long they are", () => {
  const long = "How far do the rankings of many a pretraining mixture survive supervised fine-tuning at scale? ";
  for (const repeated of [1, 2, 5]) {
    const svg = cardSvg({
      ...CARD,
      kicker: long.slice(0, 60),
      title: long.repeat(repeated).trim().slice(0, 200),
      words: long.repeat(9),
    });
    expect(Math.max(...baselines(svg))).toBeLessThanOrEqual(596);
    expect(svg).toMatch(/ …<\/text>/);
  }
});

test("cardSvg escapes words, and leaves no custom property that a viewer would not know", () => {
  const svg = cardSvg(CARD);
  expect(svg).toContain("They &lt;do&gt; &amp; clearly.");
  expect(svg).not.toContain("var(");
});

test("cardSvg says what kind of page it is, unless that is the title", () => {
  expect(cardSvg(CARD)).toContain(">Question 1</text>");
  expect(cardSvg({ ...CARD, kicker: CARD.title }).match(/>Do rankings last\?<\/text>/g)).toHaveLength(1);
});

test("a card is a PNG of 1200 × 630 pixels", async () => {
  const png = Buffer.from(await svgPng(cardSvg(CARD), 1));
  expect(png.toString("latin1", 1, 4)).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
});
