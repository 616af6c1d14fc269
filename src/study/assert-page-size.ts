const LARGEST_PAGE = 512_000_000;
const SMALL_PAGE = 16_000_000;
/** Snappy makes nothing more than 22 times smaller. */
const LARGEST_GROWTH = 64;

/**
 * Refuses a page of a Parquet file that says it is much larger than it can be: its size is allocated before it is read.
 *
 * @param size as the page's header has it, in bytes
 * @param compressed the bytes that it takes in the file
 * @throws {Error} in words for the fault
 */
export function assertPageSize(size: number | undefined, compressed: number, column: string): void {
  if (
    size !== undefined &&
    size >= 0 &&
    size <= Math.min(LARGEST_PAGE, Math.max(SMALL_PAGE, LARGEST_GROWTH * compressed))
  )
    return;
  throw new Error(`a page of column ${column} takes ${compressed} bytes and says it has ${size ?? "none"}`);
}
