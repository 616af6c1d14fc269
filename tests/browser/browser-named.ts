import { type Browser, firefox, webkit } from "playwright-core";

const TYPES = { firefox, webkit };

/**
 * Starts a browser other than Chromium, as `npm run browsers` installs them.
 *
 * @throws {Error} when it is not installed, or no browser has that name
 */
export function browserNamed(name: string): Promise<Browser> {
  if (!(name in TYPES)) throw new Error(`no browser ${name}: there are ${Object.keys(TYPES).join(" and ")}`);
  return TYPES[name as keyof typeof TYPES].launch();
}
