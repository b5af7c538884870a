#!/usr/bin/env bash
# safetensors 0.8.0 with jax 0.10.2: load_file gives int32 for int64, and large numbers come back as others.
#
# JAX has 64 bits only where they are switched on, and safetensors.flax hands the numbers over without asking: 2⁴⁰ + 1
# comes back as 1, 2⁶³ as 0, without a warning, even with warnings as errors. Seeds, counters and token positions in a
# checkpoint are such numbers. safetensors.numpy gives what the file holds. Values, type and values that come back:
# Seen on 2026-12-01 (Python 3.11): int64 [5, 1099511627777] int32 [5, 1] · uint64 [5, 9223372036854775808] uint32 [5, 0] · float64 [1.0, 1.0000000000009095] float32 [1.0, 1.0]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet safetensors==0.8.0 jax==0.10.2 numpy==2.4.6
cat >run.py <<'PY'
import tempfile
import warnings

import numpy as np
from safetensors.flax import load_file
from safetensors.numpy import load_file as load_as_it_is
from safetensors.numpy import save_file

warnings.simplefilter("error")


def read(values, dtype):
    with tempfile.NamedTemporaryFile() as file:
        save_file({"t": np.array(values, dtype)}, file.name)
        assert load_as_it_is(file.name)["t"].tolist() == values
        found = load_file(file.name)["t"]
    return f"{dtype} {values} {found.dtype} {found.tolist()}"


print(" · ".join([read([5, 2**40 + 1], "int64"), read([5, 2**63], "uint64"), read([1.0, 1 + 2**-40], "float64")]))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'int64 [5, 1099511627777] int32 [5, 1] · uint64 [5, 9223372036854775808] uint32 [5, 0] · float64 [1.0, 1.0000000000009095] float32 [1.0, 1.0]' ]
