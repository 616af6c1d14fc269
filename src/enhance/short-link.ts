/**
 * On the page for what is not found: `/v/VERSION/e/ID` written as a path goes to the page that has the estimate,
 * `/v/VERSION/e/PROTOCOL/#REST`. Anything else stays not found.
 */
export function shortLink(): void {
  const [, page, rest] = /^(.*\/v\/[^/]+\/e\/[^/]+)\/(.+?)\/?$/.exec(location.pathname) ?? [];
  if (page !== undefined && rest !== undefined) location.replace(`${page}/#${decodeURI(rest)}`);
}
