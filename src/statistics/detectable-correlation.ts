import { criticalSpearman } from "./critical-spearman.ts";
import { increasingRoot } from "./increasing-root.ts";
import { normalCdf } from "./normal-cdf.ts";

/** What is to be detected with, and how surely. */
export interface DetectableOptions {
  /** how many units are ranked */
  readonly n: number;
  /** √(reliability before · reliability after): what noise leaves of a correlation; 1 without noise */
  readonly ceiling?: number;
  readonly power?: number;
  readonly alpha?: number;
}

/**
 * The smallest true correlation that a two-sided Spearman test on n units finds with the wanted power. The observed ρ is
 * significant from r_c = `criticalSpearman(n)`; around a population ρ_s its atanh is about normal with variance
 * (1 + ρ_s²/2)/(n − 3), so power = 1 − Φ((atanh r_c − atanh ρ_s)/√((1 + ρ_s²/2)/(n − 3))). For normal data ρ_s stands for
 * Pearson's r = 2·sin(πρ_s/6), and noise with errors independent between the two sides leaves r = ceiling · true r.
 *
 * @returns `observable` (population Spearman of what is measured) and `latent` (Pearson of what is behind the noise), each in
 * (0, 1]; `latent` null where even 1 is too little; both null where no value is significant (n ≤ 5 at α = .05)
 * @see variance: Bonett & Wright (2000), Psychometrika 65(1), 23–28; STATISTICS.md §4
 */
export function detectableCorrelation({ n, ceiling = 1, power = 0.8, alpha = 0.05 }: DetectableOptions): {
  readonly observable: number | null;
  readonly latent: number | null;
} {
  const critical = n < 4 ? null : criticalSpearman(n, alpha);
  if (critical === null || critical >= 1) return { observable: null, latent: null };
  const missing = (rho: number) => spearmanPower(rho, n, critical) - power;
  const observable = increasingRoot(missing, critical, 1 - 1e-12);
  const latent = (2 * Math.sin((Math.PI * observable) / 6)) / ceiling;
  return { observable, latent: latent <= 1 ? latent : null };
}

function spearmanPower(rho: number, n: number, critical: number): number {
  return 1 - normalCdf((Math.atanh(critical) - Math.atanh(rho)) / Math.sqrt((1 + (rho * rho) / 2) / (n - 3)));
}
