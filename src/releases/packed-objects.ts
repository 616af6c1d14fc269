import { sha256 } from "../files.ts";

/** What is stored of a text or file: an object of its own, and the drawings that were taken out of it. By hash. */
export type PackedObjects = Map<string, string | Uint8Array>;

/** Smaller drawings are left where they are. */
const SMALLEST_DRAWING = 1000;

/**
 * Takes the drawings out of a body, so that a drawing is stored once, however many pages and releases show it.
 *
 * @param into gets the objects
 * @returns the body's name: the hash of all of it, drawings included
 */
export function packBody(body: string, into: PackedObjects): string {
  const name = sha256(body);
  const rest = body.replace(/<svg\b[\s\S]*?<\/svg>/g, (drawing) => {
    if (drawing.length < SMALLEST_DRAWING || drawing.indexOf("<svg", 1) >= 0) return drawing;
    const hash = sha256(drawing);
    into.set(hash, drawing);
    return reference(hash);
  });
  if (sha256(unpackBody(rest, (hash) => into.get(hash) as string)) !== name)
    throw new RangeError("packBody: the body has something that looks like a reference to an object");
  into.set(name, rest);
  return name;
}

/** Puts the drawings back. */
export function unpackBody(packed: string, drawing: (hash: string) => string): string {
  return packed.replace(/<svg data-object="([0-9a-f]{64})"><\/svg>/g, (_, hash: string) => drawing(hash));
}

const reference = (hash: string) => `<svg data-object="${hash}"></svg>`;
