import { alignment } from "./alignment.ts";
import { alignmentTransfer } from "./alignment-transfer.ts";
import { bestPredictor } from "./best-predictor.ts";
import { calibrationTransfer } from "./calibration-transfer.ts";
import { coherence } from "./coherence.ts";
import { coherenceChange } from "./coherence-change.ts";
import { covariate } from "./covariate.ts";
import { crossBenchmark } from "./cross-benchmark.ts";
import { persistenceDifference } from "./persistence-difference.ts";
import { power } from "./power.ts";
import { predictor } from "./predictor.ts";
import type { Protocol } from "./protocol.ts";
import { rankPersistence } from "./rank-persistence.ts";
import { reliability } from "./reliability.ts";
import { scaleShift } from "./scale-shift.ts";
import { scaleTransfer } from "./scale-transfer.ts";
import { smallestSuite } from "./smallest-suite.ts";

/** The protocols that need no items, in the order of the questions. Any thread may run any of them. */
export const CELL_PROTOCOLS: readonly (readonly [name: string, protocol: Protocol])[] = [
  ["rank persistence", rankPersistence],
  ["persistence difference", persistenceDifference],
  ["reliability", reliability],
  ["predictor", predictor],
  ["best predictor", bestPredictor],
  ["smallest suite", smallestSuite],
  ["power", power],
  ["cross-benchmark", crossBenchmark],
  ["coherence", coherence],
  ["coherence change", coherenceChange],
  ["scale shift", scaleShift],
  ["scale transfer", scaleTransfer],
  ["alignment", alignment],
  ["alignment transfer", alignmentTransfer],
  ["calibration transfer", calibrationTransfer],
  ["covariate", covariate],
];
