import { sum } from "./sum.ts";

/** The temperature that fits the right answers best, and the mean negative log-likelihood there, in nats. */
export interface TemperatureScaling {
  readonly temperature: number;
  readonly nll: number;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Temperature scaling of choice logits: minimises −mean ln softmax(z/T)[gold] over ln T in [−4, 4], by golden section (the
 * likelihood has one optimum in 1/T).
 *
 * @param logits per item one number per choice; @param gold per item the index of the right choice
 * @see Guo, Pleiss, Sun & Weinberger (2017), ICML 70, 1321–1330
 */
export function temperatureScaling(
  logits: readonly (readonly number[])[],
  gold: readonly number[],
): TemperatureScaling {
  const nll = (lnT: number) => nllAt(logits, gold, Math.exp(lnT));
  let [low, high] = [-4, 4];
  let [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [fa, fb] = [nll(a), nll(b)];
  while (high - low > 1e-9) {
    if (fa < fb) {
      [high, b, fb] = [b, a, fa];
      a = high - GOLDEN * (high - low);
      fa = nll(a);
    } else {
      [low, a, fa] = [a, b, fb];
      b = low + GOLDEN * (high - low);
      fb = nll(b);
    }
  }
  const lnT = (low + high) / 2;
  return { temperature: Math.exp(lnT), nll: nll(lnT) };
}

function nllAt(logits: readonly (readonly number[])[], gold: readonly number[], temperature: number): number {
  const terms = logits.map((row, i) => {
    const scaled = row.map((z) => z / temperature);
    const largest = Math.max(...scaled);
    return largest + Math.log(sum(scaled.map((z) => Math.exp(z - largest)))) - scaled[gold[i]!]!;
  });
  return sum(terms) / terms.length;
}
