#!/usr/bin/env bash
# peft 0.21.0: a fresh FourierFT or C3A adapter already changes the model; others begin at zero, with the same defaults.
#
# Where LoRA, LoHa, LoKr, VeRA, RandLoRA and WaveFT begin with an update of zero, FourierFT begins with random numbers
# (its init_weights is False) and a scale of 150: on a small layer the output is off by three times itself before the
# first step. C3A begins off by some per cent. A loss at step 0 that differs is no bug of the loader. Relative errors:
# Seen on 2026-12-01 (Python 3.11): LoRA 0.00 · LoHa 0.00 · LoKr 0.00 · VeRA 0.00 · RandLoRA 0.00 · WaveFT 0.00 · FourierFT 2.98 · C3A 0.03
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import copy
import warnings

import torch
from peft import C3AConfig, FourierFTConfig, LoHaConfig, LoKrConfig, LoraConfig, RandLoraConfig, VeraConfig, WaveFTConfig
from peft import get_peft_model

warnings.simplefilter("error")
torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Linear(64, 64, bias=False))
inputs = torch.randn(16, 64)
target = {"target_modules": ["0"]}
configs = {
    "LoRA": LoraConfig(**target),
    "LoHa": LoHaConfig(**target),
    "LoKr": LoKrConfig(**target),
    "VeRA": VeraConfig(**target, r=8),
    "RandLoRA": RandLoraConfig(**target),
    "WaveFT": WaveFTConfig(**target, n_frequency=64),
    "FourierFT": FourierFTConfig(**target, n_frequency=64),
    "C3A": C3AConfig(**target, block_size=8),
}


def off(config):
    with torch.no_grad():
        wanted = base(inputs)
        return ((get_peft_model(copy.deepcopy(base), config)(inputs) - wanted).norm() / wanted.norm()).item()


print(" · ".join(f"{name} {off(config):.2f}" for name, config in configs.items()))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA 0.00 · LoHa 0.00 · LoKr 0.00 · VeRA 0.00 · RandLoRA 0.00 · WaveFT 0.00 · FourierFT 2.98 · C3A 0.03' ]
