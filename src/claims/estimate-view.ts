import type { Estimate } from "../estimates/estimate.ts";
import { Undefined } from "./undefined.ts";

/** An estimate as conditions see it: reading what is undefined throws, so that nothing is decided by a missing number. */
export class EstimateView {
  readonly #estimate: Estimate;
  constructor(estimate: Estimate) {
    this.#estimate = estimate;
  }
  get id(): string {
    return this.#estimate.id;
  }
  get value(): number {
    return this.#defined(this.#estimate.value, this.#estimate.reason);
  }
  get low(): number {
    return this.#defined(this.#estimate.interval?.low, this.#estimate.intervalReason);
  }
  get high(): number {
    return this.#defined(this.#estimate.interval?.high, this.#estimate.intervalReason);
  }
  get p(): number {
    return this.#defined(this.#estimate.p?.value, this.#estimate.pReason);
  }
  /** adjusted for its family; the plain p where it is a family of one */
  get q(): number {
    return this.#defined(this.#estimate.p?.adjusted ?? this.#estimate.p?.value, this.#estimate.pReason);
  }
  get n(): bigint {
    return BigInt(this.#estimate.n);
  }
  /** empty where there is none */
  get verdict(): string {
    return this.#estimate.verdict ?? "";
  }
  get defined(): boolean {
    return this.#estimate.value !== null;
  }
  #defined(value: number | null | undefined, reason: string | undefined): number {
    if (value === null || value === undefined) throw new Undefined(`${this.#estimate.id}: ${reason ?? "undefined"}`);
    return value;
  }
}
