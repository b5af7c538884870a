#!/usr/bin/env bash
# peft 0.21.0: a pruned AdaLoRA is divided by init_r, a number that neither the shapes nor r of the configuration hold.
#
# The update is α·B(A∘E) over `ranknum`, which is not saved and, unlike its name, does not follow the pruning: of six
# ranks two are left, the file has two rows, and the divisor stays 6. The configuration also has an r, which AdaLoRA
# ignores (8, the default of LoRA). Whoever takes α over the number of rows, as for LoRA, gets an update three times
# too large.
# Seen on 2026-12-01 (Python 3.11): rows in the file 2 · r in the configuration 8 · divisor 6.000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import tempfile

import torch
from peft import AdaLoraConfig, get_peft_model
from safetensors.torch import load_file

torch.manual_seed(0)
config = AdaLoraConfig(
    target_modules=["0"], init_r=6, target_r=2, tinit=2, tfinal=4, total_step=20, lora_alpha=8
)
model = get_peft_model(torch.nn.Sequential(torch.nn.Linear(16, 16)), config)
optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], 1e-2)
inputs, targets = torch.randn(64, 16), torch.randn(64, 16)
for step in range(20):
    ((model(inputs) - targets) ** 2).mean().backward()
    optimizer.step()
    model.base_model.update_and_allocate(step)
    optimizer.zero_grad()
with tempfile.TemporaryDirectory() as folder:
    model.save_pretrained(folder)
    tensors = load_file(f"{folder}/adapter_model.safetensors")
a, b, e = (tensors[f"base_model.model.0.lora_{letter}"] for letter in "ABE")
product = 8 * b @ (a * e)
delta = model.base_model.model[0].get_delta_weight("default").detach()
divisor = (product.norm() / delta.norm()).item()
error = (product / divisor - delta).norm() / delta.norm()
assert error < 1e-5
print(f"rows in the file {len(a)} · r in the configuration {config.r} · divisor {divisor:.3f}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'rows in the file 2 · r in the configuration 8 · divisor 6.000' ]
