/** A domain of a mixture. */
export interface DomainShare {
  readonly domain: string;
  /** as declared, in whatever unit */
  readonly weight: number;
  /** of the sum of the mixture's weights, in [0, 1]; null where they sum to nothing */
  readonly share: number | null;
}

/** What a mixture is made of: weights are declared in any unit, so that only their shares can be compared. In the order declared. */
export function domainShares(weights: Readonly<Record<string, number>> = {}): DomainShare[] {
  const domains = Object.entries(weights);
  const sum = domains.reduce((all, [, weight]) => all + weight, 0);
  return domains.map(([domain, weight]) => ({ domain, weight, share: sum > 0 ? weight / sum : null }));
}
