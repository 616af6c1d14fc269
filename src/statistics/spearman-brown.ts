/** The reliability of a mean of k parallel measurements, from that of one: k·r/(1 + (k − 1)·r). */
export function spearmanBrown(r: number, k: number): number {
  return (k * r) / (1 + (k - 1) * r);
}
