import { textWidth } from "./text-width.ts";
import { THEME } from "./theme.ts";

/** A mark that wants its name beside it; positions in CSS pixels. */
export interface LabelledPoint {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface PlacedLabel extends LabelledPoint {
  readonly textAnchor: "start" | "end" | "middle";
  readonly dx: number;
  readonly dy: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const SIDES = [
  { textAnchor: "start", dx: 8, dy: 0 },
  { textAnchor: "end", dx: -8, dy: 0 },
  { textAnchor: "middle", dx: 0, dy: -13 },
  { textAnchor: "middle", dx: 0, dy: 13 },
  { textAnchor: "start", dx: 7, dy: -10 },
  { textAnchor: "start", dx: 7, dy: 10 },
  { textAnchor: "end", dx: -7, dy: -10 },
  { textAnchor: "end", dx: -7, dy: 10 },
] as const;

/**
 * Names beside their marks, the first in the list first: each takes the first side on which it covers no mark, no name placed
 * before, and no edge of the panel; a name that has no such side is left out.
 */
export function placeLabels(
  points: readonly LabelledPoint[],
  marks: readonly { readonly x: number; readonly y: number }[],
  edge: { readonly width: number; readonly height: number },
): readonly PlacedLabel[] {
  const taken: Box[] = marks.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  return points.flatMap((point) => {
    for (const side of SIDES) {
      const box = boxOf(point, side);
      const isInside = box.left >= 0 && box.right <= edge.width && box.top >= 0 && box.bottom <= edge.height;
      if (!isInside || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      return [{ ...point, ...side }];
    }
    return [];
  });
}

function boxOf({ x, y, label }: LabelledPoint, { textAnchor, dx, dy }: (typeof SIDES)[number]): Box {
  const width = textWidth(label);
  const left = x + dx - (textAnchor === "start" ? 0 : textAnchor === "end" ? width : width / 2);
  return { left, right: left + width, top: y + dy - THEME.fontSize / 2, bottom: y + dy + THEME.fontSize / 2 };
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
