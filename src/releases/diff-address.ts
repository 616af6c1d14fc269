/** The address of what changed from one release to the next, from the root of the site: `/v/2026.11.1..2026.11.2/`. */
export function diffAddress(from: string, to: string): string {
  return `/v/${from}..${to}/`;
}
