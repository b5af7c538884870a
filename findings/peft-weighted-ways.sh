#!/usr/bin/env bash
# peft 0.21.0: half an adapter and half of itself make one, two, a half or none of it, by the kind of sum and the signs.
#
# add_weighted_adapter of kinds "linear", "dare_linear" and "magnitude_prune" (nothing pruned here) adds factors, so all
# products across arise: an adapter and a copy of it give twice the update. A copy with both factors negated is the same
# update to the bit, and with it they give nothing. "ties" and "ties_svd" divide by how many agree, so weights that add up
# to 1 leave a half; of the two only "ties_svd" does not depend on the signs. "svd" and "cat" give the sum. Size of the
# result over that of the adapter, with a copy and with a negated copy.
# Seen on 2026-12-01 (Python 3.11): svd 1.00 1.00 · cat 1.00 1.00 · linear 2.00 0.00 · dare_linear 2.00 0.00 · magnitude_prune 2.00 0.00 · ties 0.50 0.64 · ties_svd 0.50 0.50
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import torch
from peft import LoraConfig, get_peft_model

config = LoraConfig(target_modules=["0"], r=2, lora_alpha=2)


def line(kind):
    torch.manual_seed(0)
    model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(8, 8)), config)
    layer = model.base_model.model[0]
    torch.nn.init.normal_(layer.lora_B["default"].weight)
    for name, sign in (("copy", 1), ("negated", -1)):
        model.add_adapter(name, config)
        for factor in (layer.lora_A, layer.lora_B):
            factor[name].weight.data = sign * factor["default"].weight.data
    update = layer.get_delta_weight("default")
    sizes = []
    for other in ("copy", "negated"):
        assert torch.equal(layer.get_delta_weight(other), update)
        model.add_weighted_adapter(["default", other], [0.5, 0.5], f"with {other}", kind, density=1.0)
        sizes.append((layer.get_delta_weight(f"with {other}").norm() / update.norm()).item())
    return f"{kind} {sizes[0]:.2f} {sizes[1]:.2f}"


kinds = ["svd", "cat", "linear", "dare_linear", "magnitude_prune", "ties", "ties_svd"]
print(" · ".join(line(kind) for kind in kinds))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'svd 1.00 1.00 · cat 1.00 1.00 · linear 2.00 0.00 · dare_linear 2.00 0.00 · magnitude_prune 2.00 0.00 · ties 0.50 0.64 · ties_svd 0.50 0.50' ]
