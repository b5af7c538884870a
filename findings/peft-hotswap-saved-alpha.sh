#!/usr/bin/env bash
# peft 0.21.0: after a hot swap the model is right, but saving it writes the lora_alpha of the adapter before.
#
# hotswap_adapter puts in the factors of another adapter and its scale; the configuration stays. save_pretrained then
# writes the new factors under the old alpha (and the old r), and whoever opens that file gets another strength: here an
# eighth. Nothing warns. Size of the update over that of the swapped-in adapter, in memory and after saving:
# Seen on 2026-12-01 (Python 3.11): swapped 1.000 · saved with alpha 2 · opened again 0.125
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import copy
import json
import tempfile

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from peft.utils.hotswap import hotswap_adapter

torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Linear(8, 6, bias=False))
inputs = torch.randn(16, 8)


def opened(folder):
    return PeftModel.from_pretrained(copy.deepcopy(base), folder)


with tempfile.TemporaryDirectory() as folder, torch.no_grad():
    for name, alpha in (("first", 2), ("second", 16)):
        config = LoraConfig(target_modules=["0"], r=2, lora_alpha=alpha, init_lora_weights=False)
        get_peft_model(copy.deepcopy(base), config).save_pretrained(f"{folder}/{name}")
    wanted = opened(f"{folder}/second")(inputs) - base(inputs)
    model = opened(f"{folder}/first")
    hotswap_adapter(model, f"{folder}/second", "default")
    model.save_pretrained(f"{folder}/saved")
    with open(f"{folder}/saved/adapter_config.json") as file:
        alpha = json.load(file)["lora_alpha"]
    sizes = [
        (((found(inputs) - base(inputs)) * wanted).sum() / (wanted * wanted).sum()).item()
        for found in (model, opened(f"{folder}/saved"))
    ]
print(f"swapped {sizes[0]:.3f} · saved with alpha {alpha} · opened again {sizes[1]:.3f}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'swapped 1.000 · saved with alpha 2 · opened again 0.125' ]
