"""What the peers share: reading the inputs, and timing a task once, cold, in a process of its own."""

import json
import resource
import sys
import time
from pathlib import Path


def inputs():
    import numpy as np

    folder = Path(sys.argv[1])
    size = json.loads((folder / "size.json").read_text())
    types = {"levels": "<f8", "draws": "<u2", "cell": "<u2", "confidence": "<i4", "correct": "u1"}
    data = {name: np.fromfile(folder / f"{name}.bin", dtype=kind) for name, kind in types.items()}
    data["levels"] = data["levels"].reshape(size["benchmarks"], size["mixtures"])
    data["draws"] = data["draws"].reshape(size["replicates"], size["mixtures"])
    return size, data


def contest(task):
    size, data = inputs()
    start, cpu = time.perf_counter(), time.process_time()
    check = task(size, data)
    result = {
        "seconds": time.perf_counter() - start,
        "cpuSeconds": time.process_time() - cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "check": [float(value) for value in check],
    }
    print(json.dumps(result))
