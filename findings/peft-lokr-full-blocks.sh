#!/usr/bin/env bash
# peft 0.21.0: a LoKr whose blocks are both full ignores its rank, yet is divided by it.
#
# Where r is at least half of a block's side the block is a full matrix: the same names, shapes and numbers in the file
# whatever r is. The scale stays α / r, so a larger rank only makes the same update smaller; with r = 64 it is an eighth of
# what α = 8 says. The file alone cannot tell. The same tensors each time, and the size of the update over the first.
# Seen on 2026-12-01 (Python 3.11): lokr_w1 [4, 4] lokr_w2 [4, 4] · r 2: update 1 · r 8: update 0.25 · r 64: update 0.03125
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import tempfile

import torch
from peft import LoKrConfig, get_peft_model
from safetensors.torch import load_file


def made(rank):
    torch.manual_seed(0)
    config = LoKrConfig(target_modules=["0"], r=rank, alpha=8, init_weights=False)
    model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(16, 16)), config)
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        tensors = load_file(f"{folder}/adapter_model.safetensors")
    size = model.base_model.model[0].get_delta_weight("default").norm().item()
    return tensors, size


first, size = made(2)
lines = []
for rank in (2, 8, 64):
    tensors, found = made(rank)
    assert tensors.keys() == first.keys() and all(torch.equal(tensors[name], first[name]) for name in first)
    lines.append(f"r {rank}: update {found / size:.5g}")
shapes = " ".join(f"{name.rsplit('.', 1)[-1]} {list(tensor.shape)}" for name, tensor in first.items())
print(" · ".join([shapes, *lines]))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'lokr_w1 [4, 4] lokr_w2 [4, 4] · r 2: update 1 · r 8: update 0.25 · r 64: update 0.03125' ]
