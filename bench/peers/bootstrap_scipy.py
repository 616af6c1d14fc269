"""The percentile interval of Spearman for one pair, as a practitioner writes it; its draws are its own."""

import warnings

import numpy as np
from contest import contest
from scipy import stats


def task(size, data):
    warnings.simplefilter("ignore")
    x, y = data["levels"][0], data["levels"][1]
    stats.bootstrap(
        (x, y),
        lambda a, b: stats.spearmanr(a, b).statistic,
        paired=True,
        vectorized=False,
        n_resamples=size["replicates"],
        method="percentile",
        rng=np.random.default_rng(1),
    )
    return []


contest(task)
