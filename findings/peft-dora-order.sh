#!/usr/bin/env bash
# peft 0.21.0: what two active DoRA adapters compute depends on the order in which they are named.
#
# Each scales the rows of the weight that it is given, and that is what the one before made: of two LoRA adapters the
# order is nothing, of two DoRA adapters set_adapter(["first", "second"]) and (["second", "first"]) are two models.
# Merging keeps each of them. Relative distance of the two outputs.
# Seen on 2026-12-01 (Python 3.11): LoRA 0.00 · DoRA 0.90
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import torch
from peft import LoraConfig, get_peft_model

inputs = torch.randn(16, 8, generator=torch.Generator().manual_seed(1))


def output(dora, names):
    torch.manual_seed(0)
    config = LoraConfig(target_modules=["0"], r=2, use_dora=dora, init_lora_weights=False)
    model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(8, 6, bias=False)), config, "first")
    model.add_adapter("second", config)
    if dora:
        magnitude = model.base_model.model[0].lora_magnitude_vector
        magnitude["first"].weight.data *= 2
        magnitude["second"].weight.data /= 2
    model.base_model.set_adapter(names)
    with torch.no_grad():
        found = model(inputs)
        model.merge_adapter()
        assert torch.allclose(model(inputs), found, atol=1e-4)
    return found


def apart(dora):
    one, other = output(dora, ["first", "second"]), output(dora, ["second", "first"])
    return ((one - other).norm() / one.norm()).item()


print(f"LoRA {apart(False):.2f} · DoRA {apart(True):.2f}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA 0.00 · DoRA 0.90' ]
