#!/usr/bin/env bash
# peft 0.21.0: adding a second PiSSA or OLoRA adapter changes what the first one computes, and deleting it does not undo it.
#
# Both take their factors out of the frozen weight and keep the rest in its place. The second takes its own out of that
# rest, which the first one needs; so does add_weighted_adapter, whose new adapter inherits the kind of beginning and is
# then filled with other numbers. The first adapter has not been touched, and nothing warns. Relative change of its output
# after: a second adapter, the second deleted again, add_weighted_adapter of the first alone.
# Seen on 2026-12-01 (Python 3.11): LoRA 0.00 0.00 0.00 · PiSSA 0.46 0.46 0.46 · OLoRA 6.55 6.55 1.64
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

torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Linear(8, 6, bias=False))
inputs = torch.randn(16, 8)


def moved(init, add):
    config = LoraConfig(target_modules=["0"], r=2, init_lora_weights=init)
    model = get_peft_model(copy.deepcopy(base), config, "first")
    with torch.no_grad():
        before = model(inputs)
        add(model, config)
        model.set_adapter("first")
        return ((model(inputs) - before).norm() / before.norm()).item()


def second(model, config):
    model.add_adapter("second", config)


def gone(model, config):
    model.add_adapter("second", config)
    model.delete_adapter("second")


def weighted(model, _):
    model.add_weighted_adapter(["first"], [1.0], "second", combination_type="cat")


print(
    " · ".join(
        f"{name} " + " ".join(f"{moved(init, add):.2f}" for add in (second, gone, weighted))
        for name, init in (("LoRA", True), ("PiSSA", "pissa"), ("OLoRA", "olora"))
    )
)
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA 0.00 0.00 0.00 · PiSSA 0.46 0.46 0.46 · OLoRA 6.55 6.55 1.64' ]
