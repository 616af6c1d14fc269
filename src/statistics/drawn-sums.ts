import type { ClusterDraws } from "./cluster-draws.ts";

/** Columns that one pass over the drawn clusters adds up together. */
const BLOCK = 6;
/** Whole numbers below 2⁵³ are exact. */
const BITS = 53;

/**
 * The item bootstrap of many sums at once: in each replicate Σ over clusters of multiplicity × sum, for every column. A product
 * of two matrices, over the clusters that were drawn alone; columns of small whole numbers (counts of right answers) travel
 * several to a double, each in its own bits, which is exact.
 *
 * @param sums per column its sums over the items of each cluster
 * @returns replicates × columns, row by row
 * @throws {RangeError} when a column has another number of clusters
 */
export function drawnSums(sums: readonly Float64Array[], draws: ClusterDraws): Float64Array {
  const { clusters, replicates } = draws;
  if (sums.some((column) => column.length !== clusters))
    throw new RangeError(`drawnSums: every column has one sum for each of ${clusters} clusters`);
  const groups = packed(sums, clusters);
  const packs = product(
    groups.map((group) => packOf(group, sums, clusters)),
    draws,
  );
  const width = sums.length;
  const stride = packs.length / replicates;
  const out = new Float64Array(replicates * width);
  groups.forEach((group, g) => {
    for (let r = 0; r < replicates; r++) {
      let rest = packs[r * stride + g]!;
      for (let j = group.length - 1; j > 0; j--) {
        const { column, unit } = group[j]!;
        const value = Math.floor(rest / unit); // a power of two: exact
        out[r * width + column] = value;
        rest -= value * unit;
      }
      out[r * width + group[0]!.column] = rest;
    }
  });
  return out;
}

interface Packed {
  readonly column: number;
  readonly unit: number;
}

/** Columns that share a double. A drawn sum of whole numbers is at most clusters × the largest of them. */
function packed(sums: readonly Float64Array[], clusters: number): (readonly Packed[])[] {
  const groups: Packed[][] = [];
  let free = 0;
  sums.forEach((values, column) => {
    const needed = bitsOf(values, clusters);
    const last = groups.at(-1);
    if (last && needed <= free) {
      last.push({ column, unit: 2 ** (BITS - free) });
      free -= needed;
    } else {
      groups.push([{ column, unit: 1 }]);
      free = BITS - needed;
    }
  });
  return groups;
}

/** How many bits a drawn sum needs; all of them where it is no whole number. */
function bitsOf(values: Float64Array, clusters: number): number {
  let most = 0;
  for (let c = 0; c < values.length; c++) {
    const value = values[c]!;
    if (value < 0 || value !== Math.floor(value)) return BITS;
    if (value > most) most = value;
  }
  return Math.min(BITS, Math.floor(Math.log2(clusters * most + 1)) + 1);
}

function packOf(group: readonly Packed[], sums: readonly Float64Array[], clusters: number): Float64Array {
  const pack = new Float64Array(clusters);
  for (const { column, unit } of group) for (let c = 0; c < clusters; c++) pack[c]! += unit * sums[column]![c]!;
  return pack;
}

/** Replicates × columns, these filled up to whole blocks. */
function product(columns: readonly Float64Array[], { clusters, replicates, counts }: ClusterDraws): Float64Array {
  const blocks = Math.ceil(columns.length / BLOCK);
  const matrix = new Float64Array(blocks * clusters * BLOCK);
  columns.forEach((column, k) => {
    const base = Math.floor(k / BLOCK) * clusters * BLOCK + (k % BLOCK);
    for (let c = 0; c < clusters; c++) matrix[base + c * BLOCK] = column[c]!;
  });
  const out = new Float64Array(replicates * blocks * BLOCK);
  const places = new Int32Array(clusters);
  const weights = new Float64Array(clusters);
  for (let r = 0, at = 0, to = 0; r < replicates; r++) {
    let drawn = 0;
    for (let c = 0; c < clusters; c++) {
      const count = counts[at++]!;
      places[drawn] = c * BLOCK;
      weights[drawn] = count;
      drawn += count === 0 ? 0 : 1; // overwritten where nothing was drawn: a branch would be mispredicted
    }
    for (let block = 0; block < blocks; block++, to += BLOCK) {
      const base = block * clusters * BLOCK;
      let [s, t, u, v, w, x] = [0, 0, 0, 0, 0, 0];
      for (let i = 0; i < drawn; i++) {
        const weight = weights[i]!;
        const j = base + places[i]!;
        s += weight * matrix[j]!;
        t += weight * matrix[j + 1]!;
        u += weight * matrix[j + 2]!;
        v += weight * matrix[j + 3]!;
        w += weight * matrix[j + 4]!;
        x += weight * matrix[j + 5]!;
      }
      out[to] = s;
      out[to + 1] = t;
      out[to + 2] = u;
      out[to + 3] = v;
      out[to + 4] = w;
      out[to + 5] = x;
    }
  }
  return out;
}
