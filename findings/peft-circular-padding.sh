#!/usr/bin/env bash
# peft 0.21.0: adapters on a convolution forget its padding_mode, so merging one changes the edges of the picture.
#
# A base layer with circular padding (pictures that tile, panoramas) wraps round; the adapter beside it pads with zeros,
# whatever the base does, and BOFT and HRA run the whole layer so, even before they have learned anything. Merged, the
# update is in the kernel and wraps round too. Where outputs differ between unmerged and merged: with zeros, then circular.
# Seen on 2026-12-01 (Python 3.11): LoRA none edges · LoHa none edges · LoKr none edges · HiRA none edges · BOFT none edges · HRA none edges · IA3 none none
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
from peft import BOFTConfig, HiraConfig, HRAConfig, IA3Config, LoHaConfig, LoKrConfig, LoraConfig, get_peft_model

warnings.simplefilter("ignore")
target = {"target_modules": ["0"]}
configs = {
    "LoRA": LoraConfig(**target, r=2, init_lora_weights=False),
    "LoHa": LoHaConfig(**target, r=2, init_weights=False),
    "LoKr": LoKrConfig(**target, r=2, init_weights=False),
    "HiRA": HiraConfig(**target, r=2, init_weights=False),
    "BOFT": BOFTConfig(**target, boft_block_size=2),
    "HRA": HRAConfig(**target, r=2),
    "IA3": IA3Config(**target, feedforward_modules=[], init_ia3_weights=False),
}


def apart(config, mode):
    torch.manual_seed(0)
    base = torch.nn.Sequential(torch.nn.Conv2d(4, 6, 3, padding=1, padding_mode=mode))
    model = get_peft_model(base, copy.deepcopy(config)).eval()
    inputs = torch.randn(2, 4, 6, 6)
    with torch.no_grad():
        alive = model(inputs)
        model.merge_adapter()
        off = (model(inputs) - alive).abs().amax((0, 1))
    middle = off[1:-1, 1:-1].max().item()
    assert middle < 1e-4
    return "edges" if off.max().item() > 1e-2 else "none" if off.max().item() < 1e-4 else "?"


print(" · ".join(f"{name} {apart(config, 'zeros')} {apart(config, 'circular')}" for name, config in configs.items()))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA none edges · LoHa none edges · LoKr none edges · HiRA none edges · BOFT none edges · HRA none edges · IA3 none none' ]
