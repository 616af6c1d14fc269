"""Brier score and calibration error, equal mass and equal width, of every cell, by grouping a table."""

import numpy as np
import pandas as pd
from contest import contest

BINS = 15


def task(_, data):
    table = pd.DataFrame({"cell": data["cell"], "q": data["confidence"] / 1e9, "y": data["correct"].astype(float)})
    table["squared"] = (table["q"] - table["y"]) ** 2
    brier = table.groupby("cell")["squared"].mean()
    table = table.sort_values(["cell", "q"])
    groups = table.groupby("cell")["q"]
    count = groups.transform("size").to_numpy()
    first = (groups.rank(method="min") - 1).to_numpy().astype(np.int64)
    cuts = [(2 * b * count + BINS) // (2 * BINS) for b in range(1, BINS)]
    table["mass"] = sum((cut <= first).astype(np.int8) for cut in cuts)
    table["width"] = np.searchsorted(np.arange(1, BINS + 1) / BINS, table["q"].to_numpy())
    return [brier.sum(), error(table, "mass"), error(table, "width")]


def error(table, bins):
    sums = table.groupby(["cell", bins])[["q", "y"]].sum()
    gap = (sums["y"] - sums["q"]).abs().groupby(level="cell").sum()
    return (gap / table.groupby("cell").size()).sum()


contest(task)
