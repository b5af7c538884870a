#!/usr/bin/env bash
# peft 0.21.0: save_as_lora and add_weighted_adapter take a DoRA adapter and leave out its magnitudes, without a word.
#
# save_as_lora writes the product of the factors alone, under a configuration without DoRA; of LoRA itself it is exact.
# add_weighted_adapter of one adapter with weight 1 should copy it: the copy is a DoRA with the magnitudes of the frozen
# weights, and here, where all had been doubled, half of the output is gone. Relative errors of the output.
# Seen on 2026-12-01 (Python 3.11): LoRA: save_as_lora 0.000 weighted 0.000 · DoRA: save_as_lora 0.385 weighted 0.500
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import copy
import tempfile

import torch
from peft import LoraConfig, PeftModel, get_peft_model, save_as_lora

torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Linear(8, 6, bias=False))
inputs = torch.randn(16, 8)


def ways(dora):
    config = LoraConfig(target_modules=["0"], r=2, lora_alpha=2, use_dora=dora)
    model = get_peft_model(copy.deepcopy(base), config)
    with torch.no_grad():
        model.base_model.model[0].lora_B["default"].weight.normal_()
        if dora:
            model.base_model.model[0].lora_magnitude_vector["default"].weight.mul_(2)
        wanted = model(inputs)
        with tempfile.TemporaryDirectory() as folder:
            save_as_lora(folder, model, rank=2)
            converted = PeftModel.from_pretrained(copy.deepcopy(base), folder)(inputs)
        model.add_weighted_adapter(["default"], [1.0], "copy", combination_type="cat")
        model.set_adapter("copy")
        apart = [((found - wanted).norm() / wanted.norm()).item() for found in (converted, model(inputs))]
    return f"save_as_lora {apart[0]:.3f} weighted {apart[1]:.3f}"


print(f"LoRA: {ways(False)} · DoRA: {ways(True)}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA: save_as_lora 0.000 weighted 0.000 · DoRA: save_as_lora 0.385 weighted 0.500' ]
