#!/usr/bin/env bash
# peft 0.21.0: a DoRA adapter at scale 0 is not the base model.
#
# A slider from 0 to 1 on the strength of an adapter begins at the base model for LoRA. rescale_adapter_scale(model, 0)
# takes away the product of the factors of a DoRA and leaves its magnitudes, so the rows of the weight keep the lengths
# that were trained. disable_adapter is the base model for both. Magnitudes half as large again here: relative error.
# Seen on 2026-12-01 (Python 3.11): LoRA at scale 0 off by 0.000 · DoRA 0.500
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import copy

import torch
from peft import LoraConfig, get_peft_model
from peft.helpers import rescale_adapter_scale

torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Linear(8, 6, bias=False))
inputs = torch.randn(16, 8)


def apart(dora):
    config = LoraConfig(target_modules=["0"], r=2, use_dora=dora)
    model = get_peft_model(copy.deepcopy(base), config)
    with torch.no_grad():
        model.base_model.model[0].lora_B["default"].weight.normal_()
        if dora:
            model.base_model.model[0].lora_magnitude_vector["default"].weight.mul_(1.5)
        wanted = base(inputs)
        with rescale_adapter_scale(model, 0.0):
            found = model(inputs)
        with model.disable_adapter():
            assert torch.equal(model(inputs), wanted)
    return ((found - wanted).norm() / wanted.norm()).item()


print(f"LoRA at scale 0 off by {apart(False):.3f} · DoRA {apart(True):.3f}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA at scale 0 off by 0.000 · DoRA 0.500' ]
