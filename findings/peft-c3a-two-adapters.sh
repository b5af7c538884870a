#!/usr/bin/env bash
# peft 0.21.0: of two active C3A adapters the second reads what the first one makes, not the input; merged they are a sum.
#
# C3A adds a circulant update to the weight, as LoRA adds a low-rank one, so two of them should add up in any order. Run
# unmerged, each hands what it has made on to the next, and the numbers depend on the order of the names; merge_and_unload
# adds the updates, and so gives another model than was seen. A mixture found by trying is lost when it is merged. Relative
# distances from the base model plus both updates:
# Seen on 2026-12-01 (Python 3.11): LoRA: as active 0.00 other order 0.00 merged 0.00 · C3A: as active 0.34 other order 0.42 merged 0.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import torch
from peft import C3AConfig, LoraConfig, get_peft_model


def away(found, wanted):
    return ((found - wanted).norm() / wanted.norm()).item()


def line(title, config):
    torch.manual_seed(0)
    model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(8, 8)), config).eval()
    model.add_adapter("other", config)
    for name, weight in model.named_parameters():
        if "default" in name or "other" in name:
            torch.nn.init.normal_(weight)
    x = torch.randn(4, 8)

    def out(*names):
        model.base_model.set_adapter(list(names))
        return model(x).detach()

    base = model.base_model.model[0].base_layer(x)
    summed = out("default") + out("other") - base
    found = {
        "as active": out("default", "other"),
        "other order": out("other", "default"),
        "merged": model.merge_and_unload()(x),
    }
    return f"{title}: " + " ".join(f"{name} {away(y, summed):.2f}" for name, y in found.items())


lora, c3a = LoraConfig(target_modules=["0"], r=2), C3AConfig(target_modules=["0"], block_size=4)
print(f"{line('LoRA', lora)} · {line('C3A', c3a)}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoRA: as active 0.00 other order 0.00 merged 0.00 · C3A: as active 0.34 other order 0.42 merged 0.00' ]
