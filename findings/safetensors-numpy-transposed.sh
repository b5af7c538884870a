#!/usr/bin/env bash
# safetensors 0.8.0: safetensors.numpy saves a transposed array in the order of its memory, so other numbers come back.
#
# The header has the shape of the array that was handed in, the data lie as they lay before transposing, and nothing
# warns: a 2 × 3 matrix saved as its transpose comes back as 3 × 2 with its rows run together. The same call of
# safetensors.torch refuses what is not contiguous. Hand in np.ascontiguousarray(array).
# Seen on 2026-12-01 (Python 3.11): as it lies right · transposed [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]] · copied right
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet safetensors==0.8.0 numpy==2.4.6
cat >run.py <<'PY'
import tempfile

import numpy as np
from safetensors.numpy import load, load_file, save, save_file

matrix = np.arange(6, dtype=np.float32).reshape(2, 3)


def read_back(array):
    with tempfile.NamedTemporaryFile() as file:
        save_file({"m": array}, file.name)
        found = load_file(file.name)["m"]
    assert np.array_equal(found, load(save({"m": array}))["m"])
    return "right" if np.array_equal(found, array) else str(found.tolist())


print(f"as it lies {read_back(matrix)} · transposed {read_back(matrix.T)} · copied {read_back(matrix.T.copy())}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'as it lies right · transposed [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]] · copied right' ]
