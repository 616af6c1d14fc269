"""Percentile intervals of Spearman for all pairs, on the drawn mixtures that are given, every replicate ranked anew."""

import numpy as np
from contest import contest


def ranked(values):
    """Mid-ranks within each row, centred."""
    below = (values[:, None, :] < values[:, :, None]).sum(axis=2, dtype=np.int16)
    above = (values[:, None, :] > values[:, :, None]).sum(axis=2, dtype=np.int16)
    return (below - above).astype(np.float64)


def task(size, data):
    drawn = [ranked(level[data["draws"]]) for level in data["levels"]]
    squares = [np.einsum("rm,rm->r", ranks, ranks) for ranks in drawn]
    low = high = 0.0
    for i in range(size["benchmarks"]):
        for j in range(i + 1, size["benchmarks"]):
            norm = squares[i] * squares[j]
            defined = norm > 0
            rho = np.einsum("rm,rm->r", drawn[i], drawn[j])[defined] / np.sqrt(norm[defined])
            limits = np.quantile(rho, [0.025, 0.975])
            low, high = low + limits[0], high + limits[1]
    return [low, high]


contest(task)
