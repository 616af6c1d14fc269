import { Resvg } from "@resvg/resvg-js";
import { expect, test } from "vitest";
import { indexedPng, type Picture } from "../../src/figures/indexed-png.ts";

/** A picture of width × height whose pixel k has the colour that `colour` gives it. */
function picture(width: number, height: number, colour: (k: number) => readonly [number, number, number]): Picture {
  const pixels = new Uint8Array(4 * width * height);
  for (let k = 0; k < width * height; k++) pixels.set([...colour(k), 255], 4 * k);
  return { width, height, pixels };
}

/** The pixels of a PNG as another program reads them. */
function decoded(png: Uint8Array, { width, height }: Picture): Uint8Array {
  const href = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="${href}" style="image-rendering:pixelated"/></svg>`;
  return new Uint8Array(new Resvg(svg).render().pixels);
}

test("indexedPng(picture) keeps every pixel of a picture with up to 256 colours", async () => {
  for (const count of [1, 2, 256]) {
    const original = picture(37, 11, (k) => [k % count, (3 * (k % count)) % 256, 255 - (k % count)]);
    const png = await indexedPng(original);
    expect(decoded(png, original)).toEqual(original.pixels);
  }
});

test("indexedPng(picture) of more colours keeps the frequent ones and moves the others to the nearest", async () => {
  // white, and a pixel each of 300 greys and reds
  const original = picture(100, 10, (k) =>
    k < 300 ? [k % 256, k < 256 ? k % 256 : 0, k < 256 ? k % 256 : 0] : [255, 255, 255],
  );
  const pixels = decoded(await indexedPng(original), original);
  expect(pixels.subarray(4 * 300)).toEqual(original.pixels.subarray(4 * 300));
  expect(new Set(new Uint32Array(pixels.buffer)).size).toBeLessThanOrEqual(256);
  const far = original.pixels.filter((byte, k) => Math.abs(byte - pixels[k]!) > 48);
  expect(far).toHaveLength(0);
});

test("indexedPng(picture) refuses what is transparent, and pixels of another size", async () => {
  const original = picture(2, 2, () => [1, 2, 3]);
  original.pixels[7] = 254;
  await expect(indexedPng(original)).rejects.toThrow("pixel 1 is not opaque");
  await expect(indexedPng({ ...original, width: 3 })).rejects.toThrow("3 × 2");
});
