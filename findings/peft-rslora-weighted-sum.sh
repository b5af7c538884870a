#!/usr/bin/env bash
# peft 0.21.0: with use_rslora the exact ways to add two adapters give a sum that is √r times too large.
#
# add_weighted_adapter of the kinds "cat" and "svd" puts the scales of the parts into the factors and sets lora_alpha = r,
# so that the new scale is 1. But the new configuration still says use_rslora, under which the scale is α/√r = √r: of two
# adapters of rank 4 joined to rank 8 the update comes out 2.828 times as large, in its direction exactly right, which no
# look at the shapes shows. Without use_rslora it is right to rounding. Divide the new adapter's lora_alpha by √r.
# Seen on 2026-12-01 (Python 3.11): plain: cat 1.0000 svd 1.0000 · rslora: cat 2.8284 svd 2.8284 · least cosine 1.0000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import torch
from peft import LoraConfig, get_peft_model

cosines = []


def times_too_large(rslora, kind):
    torch.manual_seed(0)
    config = LoraConfig(r=4, lora_alpha=4, target_modules=["0"], use_rslora=rslora)
    model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(12, 8)), config, "first")
    model.add_adapter("second", config)
    for name, parameter in model.named_parameters():
        if "lora_" in name:
            torch.nn.init.normal_(parameter)
    layer = model.base_model.model[0]
    with torch.no_grad():
        wanted = 0.7 * layer.get_delta_weight("first") + 0.3 * layer.get_delta_weight("second")
        model.add_weighted_adapter(["first", "second"], [0.7, 0.3], "sum", combination_type=kind, svd_rank=8)
        found = layer.get_delta_weight("sum")
    cosines.append(torch.nn.functional.cosine_similarity(found.flatten(), wanted.flatten(), 0).item())
    return f"{kind} {(found.norm() / wanted.norm()).item():.4f}"


lines = [
    f"{name}: {times_too_large(rslora, 'cat')} {times_too_large(rslora, 'svd')}"
    for name, rslora in [("plain", False), ("rslora", True)]
]
print(" · ".join([*lines, f"least cosine {min(cosines):.4f}"]))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python run.py)
echo "$seen"
[ "$seen" = 'plain: cat 1.0000 svd 1.0000 · rslora: cat 2.8284 svd 2.8284 · least cosine 1.0000' ]
