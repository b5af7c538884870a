#!/usr/bin/env bash
# peft 0.21.0: get_delta_weight of a block-diagonal LoRA gives a matrix of the wrong shape, and convert_to_lora saves it.
#
# With use_bdlora A is stored as its blocks one below the other, [r, in / blocks]. Merging puts them on a diagonal first,
# and is right. get_delta_weight multiplies them as they lie, without an error, since the inner sides fit; convert_to_lora
# goes by it and returns an A that has half of the columns. Measure such an adapter by what merging adds.
# Seen on 2026-12-01 (Python 3.11): weight [8, 12] · get_delta_weight [8, 6] · converted B [8, 2] A [2, 6]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import copy

import torch
from peft import LoraConfig, convert_to_lora, get_peft_model
from peft.tuners.lora.config import BdLoraConfig

torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Linear(12, 8, bias=False))
blocks = BdLoraConfig(nblocks=2, target_modules_bd_a=["0"])
config = LoraConfig(target_modules=["0"], r=2, use_bdlora=blocks, init_lora_weights=False)
model = get_peft_model(copy.deepcopy(base), config)
layer = model.base_model.model[0]
with torch.no_grad():
    shape = list(layer.get_delta_weight("default").shape)
    _, tensors = convert_to_lora(model, rank=2)
    before = layer.weight.clone()
    model.merge_adapter()
    merged = layer.weight - before
converted = [list(tensors[f"base_model.model.0.lora_{letter}.weight"].shape) for letter in "BA"]
assert merged.abs().min() > 0
print(f"weight {list(merged.shape)} · get_delta_weight {shape} · converted B {converted[0]} A {converted[1]}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'weight [8, 12] · get_delta_weight [8, 6] · converted B [8, 2] A [2, 6]' ]
