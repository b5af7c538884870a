#!/usr/bin/env bash
# safetensors 0.8.0: a complex tensor that torch has conjugated lazily is saved without the conjugation.
#
# x.conj() copies nothing: it is the same memory with a mark, and counts as contiguous. save and save_file write the
# memory and leave the mark, so the signs of all imaginary parts come back turned round, without a warning. Call
# resolve_conj() first.
# Seen on 2026-12-01 (Python 3.11): values right · conj() [(1+2j), (3-4j)] · resolve_conj() right
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet safetensors==0.8.0 torch==2.13.0 numpy==2.4.6 packaging==26.3
cat >run.py <<'PY'
import tempfile

import torch
from safetensors.torch import load, load_file, save, save_file

values = torch.tensor([1 + 2j, 3 - 4j])


def read_back(tensor):
    with tempfile.NamedTemporaryFile() as file:
        save_file({"t": tensor}, file.name)
        found = load_file(file.name)["t"]
    assert torch.equal(found, load(save({"t": tensor}))["t"])
    return "right" if torch.equal(found, tensor.resolve_conj()) else str(found.tolist())


lazy = values.conj()
print(f"values {read_back(values)} · conj() {read_back(lazy)} · resolve_conj() {read_back(lazy.resolve_conj())}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'values right · conj() [(1+2j), (3-4j)] · resolve_conj() right' ]
