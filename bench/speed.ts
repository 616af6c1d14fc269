import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SpeedSize } from "./speed-inputs.ts";

/** One contestant's run of one task. */
export interface SpeedRow {
  readonly task: string;
  readonly by: string;
  readonly seconds: number;
  /** of all cores together: hardly depends on what else the machine does */
  readonly cpuSeconds: number;
  readonly megabytes: number;
  /** how many times the measured work the whole task is; 1 where all of it was done */
  readonly scaled: number;
  /** relative difference of check sums from ours; null for draws of its own */
  readonly disagreement: number | null;
}

/** One size of one of our tasks. Rows of one task and unit follow each other by size. */
export interface GrowthRow {
  readonly task: string;
  /** what grows: “mixtures”, “benchmarks” or “items”, and how many there are of it */
  readonly unit: string;
  readonly count: number;
  /** what stays the same, in words */
  readonly beside: string;
  /** pairs tested or given an interval, or items: what the time is divided by */
  readonly estimates: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

export interface SpeedTables {
  readonly size: SpeedSize;
  readonly rows: readonly SpeedRow[];
  readonly growth: readonly GrowthRow[];
  /** peers that could not run, and why */
  readonly absent: readonly string[];
}

export interface SpeedOptions {
  readonly size: SpeedSize;
  /** the Python that has the peers' packages */
  readonly python: string;
  readonly done?: (what: string) => void;
}

interface Result {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
  readonly check: readonly number[];
}

interface Peer {
  readonly task: string;
  readonly file: string;
  readonly name: string;
  readonly packages: readonly string[];
  /** how many times what it measures the whole task is */
  readonly scaled: (size: SpeedSize) => number;
  /** our task with the same check sums; absent for draws of its own */
  readonly sameAs?: string;
}

const ORDERS_OF_SEVEN = 5040;
const pairsOf = (benchmarks: number) => (benchmarks * (benchmarks - 1)) / 2;
const ordersOf = ({ mixtures }: SpeedSize) =>
  Array.from({ length: mixtures }, (_, k) => k + 1).reduce((product, k) => product * k, 1);

const PEERS: readonly Peer[] = [
  {
    task: "permutation",
    file: "permutation_numpy.py",
    name: "NumPy, vectorised",
    packages: ["numpy", "scipy"],
    scaled: () => 1,
    sameAs: "permutation",
  },
  {
    task: "permutation",
    file: "permutation_scipy.py",
    name: "SciPy permutation_test",
    packages: ["numpy", "scipy"],
    scaled: (size) => (pairsOf(size.tested) * ordersOf(size)) / ORDERS_OF_SEVEN,
    sameAs: "permutation-of-seven",
  },
  {
    task: "bootstrap",
    file: "bootstrap_numpy.py",
    name: "NumPy, vectorised",
    packages: ["numpy"],
    scaled: () => 1,
    sameAs: "bootstrap",
  },
  {
    task: "bootstrap",
    file: "bootstrap_scipy.py",
    name: "SciPy bootstrap",
    packages: ["numpy", "scipy"],
    scaled: (size) => pairsOf(size.benchmarks),
  },
  {
    task: "items",
    file: "items_numpy.py",
    name: "NumPy, vectorised",
    packages: ["numpy"],
    scaled: () => 1,
    sameAs: "items",
  },
  {
    task: "items",
    file: "items_pandas.py",
    name: "pandas",
    packages: ["numpy", "pandas"],
    scaled: () => 1,
    sameAs: "items",
  },
];

const HERE = import.meta.dirname;
/** One core each: no library may spread a product over threads; and no compiled files are left in the repository. */
const ENVIRONMENT = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  PYTHONDONTWRITEBYTECODE: "1",
};
/** Sums of a million doubles in another order differ in the last digits. */
const AGREEMENT = 1e-9;

/**
 * Times our tasks and their peers, each once in a process of its own, on the same bytes. Reading them is not timed.
 *
 * @throws {Error} when a contestant fails, or a peer's check sum is another than ours
 */
export function measureSpeed({ size, python, done = () => {} }: SpeedOptions): SpeedTables {
  const folder = mkdtempSync(join(tmpdir(), "magic-correlations-bench-"));
  try {
    makeInputs(size, folder);
    done("inputs written");
    const ours = new Map<string, Result>();
    for (const task of ["permutation", "permutation-of-seven", "bootstrap", "items", "analysis"]) {
      ours.set(task, runOurs(task, folder));
      done(`ours: ${task}`);
    }
    const rows: SpeedRow[] = ["permutation", "bootstrap", "items", "analysis"].map((task) => ({
      task,
      by: "ours",
      ...timesOf(ours.get(task)!),
      scaled: 1,
      disagreement: 0,
    }));
    const absent: string[] = [];
    for (const peer of PEERS) {
      if (!hasPackages(python, peer.packages)) {
        absent.push(`${peer.name} (${peer.file}): ${python} does not have ${peer.packages.join(" and ")}`);
        continue;
      }
      const result = run(python, [join(HERE, "peers", peer.file), folder]);
      const scaled = peer.scaled(size);
      const disagreement = peer.sameAs ? difference(result.check, ours.get(peer.sameAs)!.check) : null;
      if (disagreement !== null && !(disagreement < AGREEMENT))
        throw new Error(`${peer.file}: check sums ${result.check}, ours ${ours.get(peer.sameAs!)?.check}`);
      const { seconds, cpuSeconds, megabytes } = result;
      rows.push({
        task: peer.task,
        by: peer.name,
        seconds: seconds * scaled,
        cpuSeconds: cpuSeconds * scaled,
        megabytes,
        scaled,
        disagreement,
      });
      done(`${peer.name}: ${peer.task}`);
    }
    return { size, rows, growth: measureGrowth(size, folder, done), absent };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Mixtures, benchmarks and items, tenfold and a hundredfold, one at a time. */
function measureGrowth(size: SpeedSize, folder: string, done: (what: string) => void): readonly GrowthRow[] {
  const rows: GrowthRow[] = [];
  const run = (
    own: SpeedSize,
    tasks: readonly string[],
    row: Pick<GrowthRow, "unit" | "count" | "beside" | "estimates">,
  ) => {
    makeInputs(own, folder);
    for (const task of tasks) {
      rows.push({ task, ...row, ...timesOf(runOurs(task, folder)) });
      done(`ours: ${task}, ${row.count} ${row.unit}: ${shown(rows.at(-1)!)}`);
    }
  };
  const small = { ...size, items: 0, cells: 1 };
  const ofPairs = ["permutation", "bootstrap"];
  for (const mixtures of [9, 18, 45, 90]) {
    const own = { ...small, mixtures, benchmarks: 20, tested: 20 };
    run(own, ofPairs, { unit: "mixtures", count: mixtures, beside: "20 benchmarks", estimates: pairsOf(20) });
  }
  for (const benchmarks of [20, 40, 100, 200]) {
    const own = { ...small, mixtures: 9, benchmarks, tested: benchmarks };
    run(own, ofPairs, { unit: "benchmarks", count: benchmarks, beside: "9 mixtures", estimates: pairsOf(benchmarks) });
  }
  for (const share of [0.01, 0.1, 1]) {
    const items = Math.round(size.items * share);
    const own = { ...size, items, benchmarks: 2, tested: 2, mixtures: 3 };
    const beside = `${size.cells.toLocaleString("en-US")} cells`;
    run(own, ["items"], { unit: "items", count: items, beside, estimates: items });
  }
  return rows.toSorted((a, b) => ORDER.indexOf(`${a.task}/${a.unit}`) - ORDER.indexOf(`${b.task}/${b.unit}`));
}

const ORDER = [
  "permutation/mixtures",
  "permutation/benchmarks",
  "bootstrap/mixtures",
  "bootstrap/benchmarks",
  "items/items",
];

function shown({ cpuSeconds, megabytes }: GrowthRow): string {
  return `${cpuSeconds.toFixed(2)} s of CPU, ${Math.round(megabytes)} MB`;
}

function timesOf({ seconds, cpuSeconds, megabytes }: Result) {
  return { seconds, cpuSeconds, megabytes };
}

/** In a process of its own: a child's peak of memory counts from its parent's size. */
function makeInputs(size: SpeedSize, folder: string): void {
  const arguments_ = [join(HERE, "speed-child.ts"), "make", folder, JSON.stringify(size)];
  const { status, stderr } = spawnSync(process.execPath, arguments_, { encoding: "utf8" });
  if (status !== 0) throw new Error(`making the inputs failed:\n${stderr}`);
}

function runOurs(task: string, folder: string): Result {
  return run(process.execPath, [join(HERE, "speed-child.ts"), task, folder]);
}

function run(program: string, arguments_: readonly string[]): Result {
  const { status, stdout, stderr } = spawnSync(program, arguments_, {
    encoding: "utf8",
    env: { ...process.env, ...ENVIRONMENT },
  });
  if (status !== 0) throw new Error(`${arguments_.join(" ")} failed:\n${stderr}`);
  return JSON.parse(stdout) as Result;
}

function hasPackages(python: string, packages: readonly string[]): boolean {
  return spawnSync(python, ["-c", `import ${packages.join(", ")}`], { stdio: "ignore" }).status === 0;
}

function difference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...a.map((value, k) => Math.abs(value - b[k]!) / Math.max(1, Math.abs(b[k]!))));
}
