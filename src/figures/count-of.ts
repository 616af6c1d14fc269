/** “1 benchmark”, “20 benchmarks”, “2 categories”. */
export function countOf(n: number, noun: string): string {
  return `${n} ${n === 1 ? noun : noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
