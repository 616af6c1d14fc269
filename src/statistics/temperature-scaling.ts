/** The temperature that fits the right choices best, and the mean negative log-likelihood there, in nats. */
export interface TemperatureScaling {
  readonly temperature: number;
  readonly nll: number;
}

/** Why no temperature fits best: every right choice is the most probable one, or all choices of every item are equally probable. */
export type TemperatureRefusal = "separable" | "constant input";

/** ln T lies in [−4, 4]: below, every confidence is 1; above, every choice is as good as guessed. */
const LARGEST_INVERSE = Math.exp(4);
const SMALLEST_INVERSE = Math.exp(-4);
const STEPS = 200;
const LAST_STEP = 1e-12;

/**
 * Temperature scaling of choice logits: minimises −mean ln softmax(z/T)[gold] over ln T in [−4, 4]. The likelihood is concave in 1/T,
 * so that Newton's method in 1/T, halving the bracket where a step would leave it, finds its one optimum. A model that does worse than
 * guessing gets the largest T.
 *
 * @param logits items × choices, item by item: log-probabilities, or any numbers that differ from them by a constant per item
 * @param gold per item the index of the right choice
 * @param n how many items are used
 * @see Guo, Pleiss, Sun & Weinberger (2017), ICML 70, 1321–1330
 */
export function temperatureScaling(
  logits: Float64Array,
  gold: ArrayLike<number>,
  choices: number,
  n: number = logits.length / choices,
): TemperatureScaling | TemperatureRefusal {
  const refusal = refusalOf(logits, gold, choices, n);
  if (refusal) return refusal;
  const at = (inverse: number) => evaluate(logits, gold, choices, n, inverse);
  const found = ({ inverse, nll }: Slope) => ({ temperature: 1 / inverse, nll: nll / n });
  const [hottest, coldest] = [at(SMALLEST_INVERSE), at(LARGEST_INVERSE)];
  if (hottest.slope >= 0) return found(hottest);
  if (coldest.slope <= 0) return found(coldest);
  let here = at(1);
  let [low, high] = [SMALLEST_INVERSE, LARGEST_INVERSE];
  for (let step = 0; step < STEPS; step++) {
    if (here.slope > 0) high = here.inverse;
    else low = here.inverse;
    const newton = here.inverse - here.slope / here.curvature;
    if (Math.abs(newton - here.inverse) <= LAST_STEP * here.inverse) break;
    here = at(newton > low && newton < high ? newton : Math.sqrt(low * high));
  }
  return found(here);
}

function refusalOf(
  logits: Float64Array,
  gold: ArrayLike<number>,
  choices: number,
  n: number,
): TemperatureRefusal | null {
  let [isConstant, isSeparable] = [true, true];
  for (let i = 0; i < n && (isConstant || isSeparable); i++) {
    const right = logits[i * choices + gold[i]!]!;
    for (let k = i * choices; k < (i + 1) * choices; k++) {
      if (logits[k]! !== right) isConstant = false;
      if (logits[k]! > right) isSeparable = false;
    }
  }
  return isConstant ? "constant input" : isSeparable ? "separable" : null;
}

/** The negative log-likelihood at 1/T with its first and second derivative there, sums over items. */
interface Slope {
  readonly inverse: number;
  readonly nll: number;
  readonly slope: number;
  readonly curvature: number;
}

function evaluate(logits: Float64Array, gold: ArrayLike<number>, choices: number, n: number, inverse: number): Slope {
  let [nll, slope, curvature] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const from = i * choices;
    let largest = logits[from]!;
    for (let k = from + 1; k < from + choices; k++) if (logits[k]! > largest) largest = logits[k]!;
    let [total, first, second] = [0, 0, 0];
    for (let k = from; k < from + choices; k++) {
      const below = logits[k]! - largest;
      const weight = Math.exp(inverse * below);
      total += weight;
      first += weight * below;
      second += weight * below * below;
    }
    const mean = first / total;
    const right = logits[from + gold[i]!]! - largest;
    nll += Math.log(total) - inverse * right;
    slope += mean - right;
    curvature += second / total - mean * mean;
  }
  return { inverse, nll, slope, curvature };
}
