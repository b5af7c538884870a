#!/usr/bin/env bash
# peft 0.21.0: where two keys of alpha_pattern fit one module, a saved adapter opens with the other of them.
#
# The first key that fits decides, in the order in which the dictionary was written. save_pretrained sorts the keys of the
# configuration, those of the patterns too, so after saving another key may be the first. The factors are as they were and
# the scale is not: here of layer 1, trained at 2 and opened at 16, without a warning. With rank_pattern the adapter cannot
# be loaded at all. Write patterns of which only one fits a module. Scales of two layers with r = 4:
# Seen on 2026-12-01 (Python 3.11): LoRA trained [2.0, 2.0] opened [2.0, 16.0] · LoHa trained [2.0, 2.0] opened [2.0, 16.0] · LoKr trained [2.0, 2.0] opened [2.0, 16.0] · rank_pattern RuntimeError
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import tempfile

import torch
from peft import LoHaConfig, LoKrConfig, LoraConfig, PeftModel, get_peft_model


def base():
    return torch.nn.ModuleDict({f"layer{n}": torch.nn.ModuleDict({"q": torch.nn.Linear(8, 8)}) for n in (0, 1)})


def scales(model):
    return [module.scaling["default"] for module in model.modules() if hasattr(module, "scaling")]


def reopened(model):
    with tempfile.TemporaryDirectory() as folder:
        model.save_pretrained(folder)
        return PeftModel.from_pretrained(base(), folder)


def line(name, config, alpha):
    patterns = {"q": 8, "layer1.q": 64}
    model = get_peft_model(base(), config(r=4, target_modules=["q"], alpha_pattern=patterns, **alpha))
    return f"{name} trained {scales(model)} opened {scales(reopened(model))}"


def ranks():
    model = get_peft_model(base(), LoraConfig(r=4, target_modules=["q"], rank_pattern={"q": 4, "layer1.q": 2}))
    try:
        reopened(model)
    except RuntimeError:
        return "RuntimeError"
    return "opened"


parts = [line("LoRA", LoraConfig, {"lora_alpha": 4})]
parts += [line(name, config, {"alpha": 4}) for name, config in (("LoHa", LoHaConfig), ("LoKr", LoKrConfig))]
print(" · ".join([*parts, f"rank_pattern {ranks()}"]))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA trained [2.0, 2.0] opened [2.0, 16.0] · LoHa trained [2.0, 2.0] opened [2.0, 16.0] · LoKr trained [2.0, 2.0] opened [2.0, 16.0] · rank_pattern RuntimeError' ]
