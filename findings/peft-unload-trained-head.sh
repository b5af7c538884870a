#!/usr/bin/env bash
# peft 0.21.0: unload() takes the LoRA away and leaves the trained head; disable_adapter() gives the base model.
#
# It is described as returning the base model. Of a layer in modules_to_save it keeps the copy of the active adapter,
# and the original is gone. Without modules_to_save both ways agree. Who unloads in order to try the next adapter tries it
# on the head of the former. Relative distances of the output from the base model, after LoRA has learned and the head has doubled:
# Seen on 2026-12-01 (Python 3.11): LoRA: disabled 0.000 unloaded 0.000 · with a head: disabled 0.000 unloaded 1.000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import torch
from peft import LoraConfig, get_peft_model


def base():
    torch.manual_seed(0)
    return torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.Linear(8, 4))


x = torch.ones(1, 8)
wanted = base()(x)


def away(found):
    return f"{((found - wanted).norm() / wanted.norm()).item():.3f}"


def line(title, kept):
    model = get_peft_model(base(), LoraConfig(target_modules=["0"], modules_to_save=kept))
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            weight.data += 0.1 if "lora" in name else weight.data
    with model.disable_adapter():
        disabled = away(model(x))
    return f"{title}: disabled {disabled} unloaded {away(model.unload()(x))}"


print(f"{line('LoRA', None)} · {line('with a head', ['1'])}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA: disabled 0.000 unloaded 0.000 · with a head: disabled 0.000 unloaded 1.000' ]
