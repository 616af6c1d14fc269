/**
 * Where a short link written as a path leads: `/v/2026.11.2/e/level/accuracy/40k` to `/v/2026.11.2/e/level/#accuracy/40k`, as the
 * page for what is not found does it where a host has no rules of its own; null for any other path.
 */
export function shortLinkAddress(path: string): string | null {
  const [, page, rest] = /^(.*\/v\/[^/]+\/e\/[^/]+)\/(.+?)\/?$/.exec(path) ?? [];
  return page === undefined || rest === undefined ? null : `${page}/#${rest}`;
}
