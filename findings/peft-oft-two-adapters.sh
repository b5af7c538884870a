#!/usr/bin/env bash
# peft 0.21.0: merging two active OFT adapters gives another model than they were, unless their order is turned round.
#
# The input goes through the first rotation and then the second, so the second stands beside the weight: W R2ᵀ R1ᵀ.
# merge_adapter takes the names in the same order and puts the first there. LoRA is a sum and has no order; here the
# merged model is off by 0.7 of the output. Merge ["second", "first"] to keep what was seen. Relative errors:
# Seen on 2026-12-01 (Python 3.11): merged as active 0.716 · reversed 0.000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import copy

import torch
from peft import OFTConfig, get_peft_model

torch.manual_seed(0)
config = OFTConfig(target_modules=["0"], r=0, oft_block_size=4, init_weights=False)
model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(8, 5)), config, "first")
model.add_adapter("second", config)
for name, parameter in model.named_parameters():
    if "oft_R" in name:
        torch.nn.init.normal_(parameter, std=0.2)
model.base_model.set_adapter(["first", "second"])
inputs = torch.randn(16, 8)
with torch.no_grad():
    wanted = model(inputs)

    def apart(names):
        merged = copy.deepcopy(model)
        merged.merge_adapter(names)
        return ((merged(inputs) - wanted).norm() / wanted.norm()).item()

    assert apart(["second", "first"]) < 1e-5
    print(f"merged as active {apart(None):.3f} · reversed {apart(['second', 'first']):.3f}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'merged as active 0.716 · reversed 0.000' ]
