/** What the estimates of a protocol (the first segment of an id) say, for the headings of their pages and tables; in the order of the questions. */
export const PROTOCOLS: Readonly<Record<string, { readonly title: string; readonly summary: string }>> = {
  level: {
    title: "Levels",
    summary: "Accuracy and confidence of each mixture, the mean over its seeds.",
  },
  "rank-persistence": {
    title: "Persistence of rankings",
    summary: "Does the order of mixtures at the first stage survive to the last?",
  },
  "persistence-difference": {
    title: "Persistence of accuracy against confidence",
    summary: "Persistence of the accuracy ranking minus persistence of the confidence ranking.",
  },
  reliability: {
    title: "Reliability",
    summary: "How much of the differences between models on a benchmark is repeatable from seed to seed.",
  },
  predictor: {
    title: "Predictors",
    summary: "What a benchmark before says about itself, the rest of its category, and all the rest after.",
  },
  prediction: {
    title: "Prediction",
    summary: "How far a proxy before foretells a target’s accuracy after, for a mixture that was left out.",
  },
  "smallest-suite": {
    title: "The smallest suite",
    summary: "How few benchmarks before foretell the others after, chosen inside cross-validation.",
  },
  "cross-benchmark": {
    title: "Benchmark against benchmark",
    summary: "Correlation of one benchmark before with another after.",
  },
  coherence: {
    title: "Coherence of categories",
    summary: "Do the benchmarks of a category rank the mixtures alike? Mean of the correlations between them.",
  },
  "coherence-change": {
    title: "Change of coherence",
    summary: "Coherence at the last stage minus coherence at the first.",
  },
  "scale-shift": {
    title: "Shift with scale",
    summary: "Persistence at the larger scale minus persistence at the smaller.",
  },
  "scale-transfer": {
    title: "Transfer across scales",
    summary: "Correlation of the ranking at one scale and stage with the ranking at another.",
  },
  calibration: {
    title: "Calibration",
    summary: "How far confidence is from accuracy, item by item, for each mixture and for all of them together.",
  },
  "reliability-curve": {
    title: "Reliability curves",
    summary: "Mean accuracy and mean confidence of the answers in each bin of confidence.",
  },
  "confidence-histogram": {
    title: "Histograms of confidence",
    summary: "The share of the answers in each bin of confidence, and how many of them are right.",
  },
  "item-confidence": {
    title: "Confidence item by item",
    summary:
      "Do the items that a model was sure of before stay those, and get right? How confidence moves on items kept, lost, gained and never right.",
  },
  "item-transition": {
    title: "What becomes of single items",
    summary: "The shares of items right before and after, before alone, after alone, and at neither.",
  },
  recalibration: {
    title: "Recalibration",
    summary: "What a map of confidence by one or two parameters gains after fine-tuning, fitted before or after.",
  },
  alignment: {
    title: "Alignment of accuracy and confidence",
    summary:
      "Do the mixtures that are more often right also sound more sure? Correlation over mixtures, at each stage.",
  },
  "alignment-change": {
    title: "Change of alignment",
    summary: "Alignment at the last stage minus alignment at the first.",
  },
  "alignment-transfer": {
    title: "Transfer of alignment",
    summary: "Correlation, over benchmarks, of the alignment before with the alignment after.",
  },
  "calibration-transfer": {
    title: "Transfer of calibration",
    summary:
      "Correlation, over benchmarks, of the signed gap between confidence and accuracy before with the gap after.",
  },
  power: {
    title: "Power",
    summary:
      "The smallest persistence that so many mixtures and seeds detect four times in five, given this study’s noise.",
  },
  covariate: {
    title: "Covariates",
    summary: "Do mixtures that have more of something gain more? Correlation of a covariate with the change of level.",
  },
  uncertainty: {
    title: "Components of uncertainty",
    summary: "How far the persistence of rankings moves when mixtures, seeds or items are drawn again.",
  },
};
