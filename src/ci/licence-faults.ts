/** What is read of package-lock.json: before anything of it is installed, so that no package helps here. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

/** Licences that ask for nothing but their notice, or for the sources of changed files alone (MPL, OFL): SPDX names. */
const ALLOWED: ReadonlySet<string> = new Set([
  ...["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "Python-2.0"],
  ...["Unlicense", "MPL-2.0", "OFL-1.1", "CC-BY-4.0"],
]);

/** Packages under another licence, and why that is harmless: nothing of them is part of the report or of this repository. */
const EXCEPTIONS: readonly { readonly name: RegExp; readonly licence: string; readonly why: string }[] = [
  {
    name: /^@img\/sharp-/,
    licence: "LGPL-3.0-or-later",
    why: "optional picture library of Astro, linked dynamically; no picture passes through it",
  },
  {
    name: /^citeproc$/,
    licence: "CPAL-1.0",
    why: "sets citations while building, unchanged and not handed on; either of its licences may be chosen",
  },
];

/** Packages whose install script may run (package.json, `allowScripts`), and why. */
const SCRIPTS: Readonly<Record<string, string>> = {
  node: "puts the pinned Node binary of this platform in its place",
  esbuild: "checks the binary of this platform, and puts it in the place of its launcher",
};

/**
 * Compares a lock file with what is allowed: the licence of every package, and which packages run a script when they are installed.
 *
 * @param allowScripts `allowScripts` of package.json
 * @returns how many packages were looked at, and a line for each that is not allowed
 */
export function licenceFaults(
  { packages }: LockFile,
  allowScripts: Readonly<Record<string, boolean>>,
): { packages: number; faults: string[] } {
  const locked = Object.entries(packages).filter(([path]) => path !== "");
  const faults = locked.flatMap(([path, { version, license, hasInstallScript }]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const lines: string[] = [];
    if (license === undefined) lines.push(`${name} ${version}: names no licence`);
    else if (!isAllowed(license, name)) lines.push(`${name} ${version}: ${license} is not on the list`);
    if (hasInstallScript && !(allowScripts[name] && name in SCRIPTS)) {
      lines.push(`${name} ${version}: runs a script when it is installed, and is not among those named`);
    }
    return lines;
  });
  for (const name of Object.keys(allowScripts)) {
    if (!(name in SCRIPTS)) faults.push(`${name}: may run a script when it is installed, and nothing says why`);
  }
  return { packages: locked.length, faults: faults.toSorted() };
}

/** A licence expression of SPDX: one part of an OR is enough, every part of an AND is needed; AND binds closer. */
function isAllowed(expression: string, name: string): boolean {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  const isOne = (licence: string) =>
    ALLOWED.has(licence) || EXCEPTIONS.some((one) => one.licence === licence && one.name.test(name));
  const either = (): boolean => {
    let is = both();
    while (words[0] === "OR") {
      words.shift();
      is = both() || is;
    }
    return is;
  };
  const both = (): boolean => {
    let is = term();
    while (words[0] === "AND") {
      words.shift();
      is = term() && is;
    }
    return is;
  };
  const term = (): boolean => {
    const word = words.shift();
    if (word !== "(") return isOne(word ?? "");
    const is = either();
    return words.shift() === ")" && is;
  };
  const is = either();
  // what is left over, such as WITH an exception, was not understood
  return is && words.length === 0;
}
