/** `index.json`: what the API has. Addresses are relative to it. */
export interface ApiIndex {
  readonly schema: 1;
  readonly id: string;
  readonly title: string;
  /** the version of the newest data, and whether it is released: kept for ever as it is */
  readonly version: string;
  readonly isReleased: boolean;
  readonly license: string | null;
  readonly newest: ApiFiles;
  /** oldest first */
  readonly releases: readonly ApiRelease[];
  /** JSON Schemas of the JSON files, by what they describe */
  readonly schemas: Readonly<Record<"index" | "study" | "estimates" | "claims", string>>;
}

/** Addresses of the files of one version. `csv` is there for the newest alone. */
export interface ApiFiles {
  readonly study: string;
  readonly claims: string;
  readonly estimates: {
    /** JSON; of a release gzipped, a tenth of the size: `estimates.json.gz` */
    readonly json: string;
    readonly parquet: string;
    readonly csv?: string | undefined;
  };
  /** pages of the version */
  readonly page: string;
}

/** A release: frozen for ever. */
export interface ApiRelease extends ApiFiles {
  readonly version: string;
  /** `2026-11-24` */
  readonly date: string;
  readonly doi: string | null;
  /** what changed since the release before, as JSON; null for the first */
  readonly changes: string | null;
}

/** `estimates.json` */
export interface ApiEstimates {
  readonly schema: 1;
  /** ascending by id */
  readonly estimates: readonly ApiEstimate[];
}

/** A number with everything that is needed to believe it or not. Its id never changes its meaning. */
export interface ApiEstimate {
  readonly id: string;
  /** null: undefined, and `reason` says why */
  readonly value: number | null;
  readonly reason?: string;
  readonly interval?: { readonly low: number; readonly high: number; readonly level: 0.95; readonly method: string };
  readonly intervalReason?: string;
  /** two-sided; `adjusted` by Benjamini–Hochberg within `family` */
  readonly p?: {
    readonly value: number;
    readonly method: string;
    readonly family?: string;
    readonly adjusted?: number;
  };
  readonly pReason?: string;
  /** how many of `unit` it rests on */
  readonly n: number;
  /** "mixture", or the id that the study gives what it ranks (`design.unit`); "benchmark", "item", "pair", "seed" */
  readonly unit: string;
  readonly quantity: string;
  readonly verdict?: "robust" | "unreliable" | "inconclusive" | "synergy" | "competition" | "undetermined";
  readonly verdictReason?: string;
  /** how many mixtures would settle an inconclusive verdict; null above 1,000 */
  readonly mixturesNeeded?: number | null;
  readonly flags?: readonly string[];
  /** the selection of cells that it was computed from */
  readonly from: string;
}

/** `claims.json` */
export interface ApiClaims {
  readonly schema: 1;
  readonly claims: readonly ApiClaim[];
}

/** A sentence of the report with a condition over its estimates. */
export interface ApiClaim {
  readonly id: string;
  /** the page that it stands on, from the root of the version: `/rq1/`; its anchor there is `#claim-ID` */
  readonly page: string;
  readonly text: string;
  readonly when: string;
  readonly unless?: string;
  /** what its author expects */
  readonly expect: "holds" | "fails" | "cannot tell";
  readonly status: "holds" | "fails" | "cannot tell";
}

/** `study.json` */
export interface ApiStudy {
  readonly schema: 1;
  readonly design: ApiDesign;
  readonly files: readonly { readonly path: string; readonly sha256: string; readonly bytes: number }[];
  readonly seeds: readonly number[];
  readonly models: number;
  readonly cells: number;
  readonly answers: number;
  readonly hasConfidence: boolean;
  readonly hasItems: boolean;
  /** absent where no cell has bins in the place of its items */
  readonly hasBins?: true | undefined;
  /** absent where no item has the log-probabilities of all choices */
  readonly hasLogprobs?: true | undefined;
}

/** The design of the study, as its study.yaml declares it. More may stand in it than is typed here. */
export interface ApiDesign {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly stages: readonly { readonly id: string; readonly label: string }[];
  readonly scales: readonly { readonly id: string; readonly label: string; readonly parameters?: number | undefined }[];
  readonly mixtures: readonly { readonly id: string; readonly label: string }[];
  readonly categories: readonly { readonly id: string; readonly label: string }[];
  readonly benchmarks: readonly {
    readonly id: string;
    readonly label: string;
    readonly category: string;
    readonly chance: number;
    readonly choices?: number | undefined;
  }[];
}
