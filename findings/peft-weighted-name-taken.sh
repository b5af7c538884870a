#!/usr/bin/env bash
# peft 0.21.0: add_weighted_adapter with a name that is taken does nothing, and does not say so.
#
# A slider or a search that mixes two adapters again and again under one name sees the first mixture for ever, with no
# error and no warning: add_adapter refuses such a name. Delete the old mixture first. Size of the mixture over that of the
# adapter, with weight 1, again with weight 3, and with weight 3 after delete_adapter.
# Seen on 2026-12-01 (Python 3.11): weight 1: 1.0 · weight 3: 1.0 · deleted first: 3.0 · warnings 0 · add_adapter ValueError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import warnings

import torch
from peft import LoraConfig, get_peft_model

config = LoraConfig(target_modules=["0"], r=4, init_lora_weights=False)
model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(8, 8)), config)
update = model.base_model.model[0].get_delta_weight


def mixed(weight):
    model.add_weighted_adapter(["default"], [weight], "mixture", "cat")
    return f"{(update('mixture').norm() / update('default').norm()).item():.1f}"


with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    sizes = [mixed(1.0), mixed(3.0)]
    model.delete_adapter("mixture")
    sizes.append(mixed(3.0))
try:
    model.add_adapter("mixture", config)
    refused = "nothing"
except Exception as error:
    refused = type(error).__name__
print(
    f"weight 1: {sizes[0]} · weight 3: {sizes[1]} · deleted first: {sizes[2]} · warnings {len(said)} · add_adapter {refused}"
)
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'weight 1: 1.0 · weight 3: 1.0 · deleted first: 3.0 · warnings 0 · add_adapter ValueError' ]
