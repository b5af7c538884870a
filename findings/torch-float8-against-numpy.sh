#!/usr/bin/env bash
# torch 2.13.0 and ml_dtypes 0.6.0: the same float8 type holds different numbers, depending on who made it.
#
# Too large for float8_e4m3fn, 500 becomes 448 with torch and NaN with NumPy and JAX, which use ml_dtypes; of float8_e5m2
# both make infinity. float8_e8m0fnu (scales of MX formats) has no sign and no zero: torch drops the sign, so -3 becomes 4,
# and makes 0 the least power of two, where ml_dtypes gives NaN. Whoever compares two float8 files compares this too.
# Inputs, then torch | ml_dtypes.
# Seen on 2026-12-01 (Python 3.11): float8_e4m3fn of 448 500 -1e+04 inf: 448 448 -448 448 | 448 nan nan nan · float8_e5m2 of 1e+06 inf: inf inf | inf inf · float8_e8m0fnu of 3 -3 0: 4 4 5.88e-39 | 4 nan nan
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet torch==2.13.0 numpy==2.4.6 ml_dtypes==0.6.0
cat >run.py <<'PY'
import ml_dtypes
import numpy as np
import torch


def both(name, values):
    inputs = np.array(values, np.float32)
    with np.errstate(all="ignore"):
        numpy = inputs.astype(getattr(ml_dtypes, name)).astype(np.float32)
    torchs = torch.from_numpy(inputs).to(getattr(torch, name)).float().numpy()
    text = [" ".join(f"{x:.3g}" for x in found) for found in (inputs, torchs, numpy)]
    return f"{name} of {text[0]}: {text[1]} | {text[2]}"


print(
    " · ".join(
        [
            both("float8_e4m3fn", [448, 500, -1e4, np.inf]),
            both("float8_e5m2", [1e6, np.inf]),
            both("float8_e8m0fnu", [3, -3, 0]),
        ]
    )
)
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'float8_e4m3fn of 448 500 -1e+04 inf: 448 448 -448 448 | 448 nan nan nan · float8_e5m2 of 1e+06 inf: inf inf | inf inf · float8_e8m0fnu of 3 -3 0: 4 4 5.88e-39 | 4 nan nan' ]
