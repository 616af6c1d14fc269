import { Enums, Models, Serialize, SPDX, Spec } from "@cyclonedx/cyclonedx-library";

/** What is read of package-lock.json. */
export interface LockedPackages {
  readonly name: string;
  readonly version: string;
  /** by path; the project itself is "" */
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The pinned Node is a package of development for npm, and what computes every number. */
const RUNTIME = /^node_modules\/node(-bin-setup)?$/;

/**
 * The bill of materials of what builds the report, as CycloneDX 1.6: every locked package that is not of development alone, and the
 * pinned Node, with licences, hashes, and who needs whom. It is made of the lock file and nothing else, so that the same lock file
 * gives the same bytes: no serial number, no time. (`npm sbom --omit=dev` leaves out packages that development needs as well.)
 *
 * @see CycloneDX 1.6, ECMA-424
 */
export function billOfMaterials(lock: LockedPackages): string {
  const bom = new Models.Bom();
  const root = new Models.Component(Enums.ComponentType.Application, lock.name, { version: lock.version });
  root.bomRef.value = `${lock.name}@${lock.version}`;
  bom.metadata.component = root;
  const paths = Object.keys(lock.packages).filter((path) => path !== "" && isBuilding(path, lock.packages[path]!));
  const components = new Map(paths.map((path) => [path, componentOf(path, lock.packages[path]!)]));
  for (const component of components.values()) bom.components.add(component);
  for (const [path, owner] of [["", root] as const, ...components])
    for (const name of [...neededBy(lock.packages[path]!), ...(path === "" ? ["node"] : [])]) {
      const needed = components.get(placeOf(name, path, lock.packages) ?? "");
      if (needed) owner.dependencies.add(needed.bomRef);
    }
  const normalized = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalized).serialize(bom, { sortLists: true, space: 1 })}\n`;
}

/** Whether a package takes part when a report is built. */
export function isBuilding(path: string, { dev = false }: Pick<LockedPackage, "dev">): boolean {
  return !dev || RUNTIME.test(path);
}

function componentOf(path: string, { version = "", license, integrity, optional }: LockedPackage): Models.Component {
  const whole = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const [name, group] = whole.split("/").reverse();
  const component = new Models.Component(Enums.ComponentType.Library, name!, { version, ...(group ? { group } : {}) });
  component.bomRef.value = path;
  component.purl = `pkg:npm/${whole.replace("@", "%40")}@${version}`;
  component.scope = optional ? Enums.ComponentScope.Optional : Enums.ComponentScope.Required;
  if (license !== undefined) component.licenses.add(licenceOf(license));
  const [, algorithm, hash] = /^sha(\d+)-(\S+)$/.exec(integrity ?? "") ?? [];
  if (algorithm === "512" && hash !== undefined)
    component.hashes.set(Enums.HashAlgorithm["SHA-512"], Buffer.from(hash, "base64").toString("hex"));
  return component;
}

/** An expression of SPDX where there are several, else one of its names where it is one. */
function licenceOf(text: string): Models.License {
  if (/ (AND|OR|WITH) /.test(text)) return new Models.LicenseExpression(text.replace(/^\((.*)\)$/, "$1"));
  return SPDX.isSupportedSpdxId(text) ? new Models.SpdxLicense(text) : new Models.NamedLicense(text);
}

function neededBy(one: LockedPackage): readonly string[] {
  return Object.keys({ ...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies });
}

/** Where a package finds another, as Node looks for it: beside itself, then further out; undefined where it is not installed. */
function placeOf(name: string, from: string, packages: LockedPackages["packages"]): string | undefined {
  for (let at = from; ; ) {
    const path = `${at === "" ? "" : `${at}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (at === "") return undefined;
    const folder = at.lastIndexOf("/node_modules/");
    at = folder < 0 ? "" : at.slice(0, folder);
  }
}
