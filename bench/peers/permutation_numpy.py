"""Exact p of Spearman for all pairs: every order as a row, all pairs of one benchmark in one matrix product."""

from itertools import permutations

import numpy as np
from contest import contest
from scipy.stats import rankdata


def task(size, data):
    n = size["mixtures"]
    ranks = 2 * rankdata(data["levels"][: size["tested"]], axis=1) - n - 1
    orders = np.fromiter((place for order in permutations(range(n)) for place in order), dtype=np.int8)
    orders = orders.reshape(-1, n)
    total = 0.0
    for i in range(len(ranks) - 1):
        observed = np.abs(ranks[i + 1 :] @ ranks[i])
        # ranks doubled and centred are whole numbers: the products are exact
        drawn = np.abs(ranks[i][orders] @ ranks[i + 1 :].T)
        total += np.count_nonzero(drawn >= observed, axis=0).sum() / len(orders)
    return [total]


contest(task)
