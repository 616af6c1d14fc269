import { existsSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, resolve } from "node:path";

const ELSEWHERE = "or write to another disk; TMPDIR says where temporary files go";

/**
 * Which folder a disk fails under, and what to do, where an error says that a disk is full, a quota used up, or a disk broken:
 * the system’s own words for a failed write name no file.
 *
 * @param folders where the command writes, besides the folder of temporary files; they need not be there yet
 * @returns null for any other error
 */
export function diskAdvice(error: Error, folders: readonly string[]): string | null {
  const code = "code" in error ? String(error.code) : "";
  const { message } = error;
  const named = "path" in error && typeof error.path === "string" ? [dirname(error.path)] : [];
  const disks = disksOf(named.length > 0 ? named : [...folders, tmpdir()]).join(" or of ");
  if (code === "EDQUOT" || /disk quota exceeded/i.test(message)) {
    return `Your quota is used up on the disk of ${disks}. Remove files there, ${ELSEWHERE}.`;
  }
  if (code === "ENOSPC" || /no space left on device/i.test(message)) {
    return `The disk of ${disks} is full. Make room there, ${ELSEWHERE}.`;
  }
  // copying a file says this of a full disk, too
  if (code === "EIO") return `The disk of ${disks} is full or damaged. Make room there and look at it, ${ELSEWHERE}.`;
  return null;
}

/** The folders that are on different disks, each with the room that is left when unfinished files are gone, the fullest first. */
function disksOf(folders: readonly string[]): readonly string[] {
  const disks = new Map<number, { folder: string; bytes: number }>();
  for (const folder of folders.map(nearest)) {
    const { dev } = statSync(folder);
    if (!disks.has(dev)) disks.set(dev, { folder, bytes: room(folder) });
  }
  return [...disks.values()]
    .sort((a, b) => (a.bytes < b.bytes ? -1 : 1))
    .map(({ folder, bytes }) => (Number.isFinite(bytes) ? `${folder} (${(bytes / 1e6).toFixed(1)} MB left)` : folder));
}

/** The folder itself, or the innermost one around it that is there. */
function nearest(folder: string): string {
  let at = resolve(folder);
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** Bytes that may still be written below a folder; infinite where the system does not tell. */
function room(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
