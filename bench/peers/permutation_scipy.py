"""Exact p of Spearman for one pair on seven mixtures, as a practitioner writes it."""

import numpy as np
from contest import contest
from scipy import stats


def task(_, data):
    x, y = data["levels"][0][:7], data["levels"][1][:7]
    result = stats.permutation_test(
        (x,), lambda order: stats.spearmanr(order, y).statistic, permutation_type="pairings", n_resamples=np.inf
    )
    return [result.pvalue]


contest(task)
