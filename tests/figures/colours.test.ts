import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { THEME } from "../../src/figures/theme.ts";

const css = readFileSync(new URL("../../src/styles/tokens.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name!,
    { light: rgb(light!), dark: rgb(dark!) },
  ]),
);
const CATEGORICAL = ["blue", "vermillion", "green", "purple"] as const;
const DIVERGING = ["positive", "negative"] as const;

describe.each(["light", "dark"] as const)("on %s paper", (scheme) => {
  const at = (name: string) => tokens.get(name)![scheme];

  test.each([...CATEGORICAL, ...DIVERGING])("a mark in %s has 3:1", (name) => {
    expect(contrast(at(name), at("paper"))).toBeGreaterThanOrEqual(3);
  });

  test.each([...CATEGORICAL, ...DIVERGING])("a number in ink has 4.5:1 on the fullest cell in %s", (name) => {
    const cell = mixed(at(name), at("paper"), THEME.heat);
    expect(contrast(at("ink"), cell)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(["blue", "vermillion"])("a number in paper has 4.5:1 on a bar in %s", (name) => {
    expect(contrast(at("paper"), at(name))).toBeGreaterThanOrEqual(4.5);
  });

  test("ink is text on paper", () => {
    expect(contrast(at("ink"), at("paper"))).toBeGreaterThanOrEqual(7);
  });
});

test("a drawing alone has the light colours of the site", () => {
  for (const name of ["paper", "ink", ...CATEGORICAL, ...DIVERGING] as const)
    expect(rgb(/#[0-9a-f]{6}/.exec(THEME[name])![0]), name).toEqual(tokens.get(name)!.light);
});

type Colour = readonly [red: number, green: number, blue: number];

function rgb(hex: string): Colour {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16);
  return [part(1), part(3), part(5)];
}

function mixed(over: Colour, under: Colour, share: number): Colour {
  const part = (k: 0 | 1 | 2) => over[k] * share + under[k] * (1 - share);
  return [part(0), part(1), part(2)];
}

/** The contrast ratio of WCAG 2.2. */
function contrast(a: Colour, b: Colour): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((value) =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
