#!/usr/bin/env bash
# peft 0.21.0: a LoRA on a grouped convolution lets every output see every group; LoHa and LoKr keep them apart.
#
# Of the two factors only the second is grouped. The first reads all channels, so the update has the shape of a dense
# kernel, larger than the weight that it belongs to, and cannot be merged: what was depthwise is no longer. The factors
# in the file look no different. Only channel 3 is on here; listed are the outputs that then differ from zero.
# Seen on 2026-12-01 (Python 3.11): base [6,7] · LoRA [0,1,2,3,4,5,6,7] · LoHa [6,7] · LoKr [6,7]
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
from peft import LoHaConfig, LoKrConfig, LoraConfig, get_peft_model

warnings.simplefilter("ignore")
torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Conv2d(4, 8, 3, groups=4, bias=False))
inputs = torch.zeros(1, 4, 5, 5)
inputs[:, 3] = 1
configs = {
    "LoRA": LoraConfig(target_modules=["0"], r=4, init_lora_weights=False),
    "LoHa": LoHaConfig(target_modules=["0"], r=4, init_weights=False),
    "LoKr": LoKrConfig(target_modules=["0"], r=4, init_weights=False),
}


def reached(model):
    with torch.no_grad():
        return (model(inputs).abs().amax((0, 2, 3)) > 1e-6).nonzero().flatten().tolist()


models = {"base": base} | {name: get_peft_model(copy.deepcopy(base), config) for name, config in configs.items()}
print(" · ".join(f"{name} {reached(model)}".replace(", ", ",") for name, model in models.items()))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'base [6,7] · LoRA [0,1,2,3,4,5,6,7] · LoHa [6,7] · LoKr [6,7]' ]
