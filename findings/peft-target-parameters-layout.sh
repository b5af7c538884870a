#!/usr/bin/env bash
# peft 0.21.0: in a LoRA on 3-D experts the expert is the slow index of A's rows, but the fast one of B's columns.
#
# target_parameters of [experts, out, in] makes A of [experts · r, in] and B of [out, experts · r]. Both axes have the same
# length, and the blocks of A are one expert each; but columns of B go through all experts before the next rank. Who cuts B
# into the same blocks as A gets matrices of the right shape and wrong numbers. Relative errors of both readings.
# Seen on 2026-12-01 (Python 3.11): A [8, 10] B [6, 8] · expert slow in B 1.19 · fast 0.00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import tempfile

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file

experts, outputs, inputs, rank = 4, 6, 10, 2


class Experts(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.zeros(experts, outputs, inputs))

    def forward(self, x):
        return torch.einsum("eoi,ni->eno", self.weight, x)


torch.manual_seed(0)
config = LoraConfig(target_parameters=["0.weight"], r=rank, lora_alpha=rank, init_lora_weights=False)
model = get_peft_model(torch.nn.Sequential(Experts()), config)
with tempfile.TemporaryDirectory() as folder:
    model.save_pretrained(folder)
    tensors = load_file(f"{folder}/adapter_model.safetensors")
a, b = (tensors[f"base_model.model.0.lora_{letter}.weight"] for letter in "AB")
with torch.no_grad():
    # What each input alone brings out, so the update itself: [experts, outputs, inputs].
    update = model(torch.eye(inputs)).transpose(1, 2)
rows = a.reshape(experts, rank, inputs)
readings = {
    "slow": torch.einsum("oer,eri->eoi", b.reshape(outputs, experts, rank), rows),
    "fast": torch.einsum("ore,eri->eoi", b.reshape(outputs, rank, experts), rows),
}
errors = {name: ((read - update).norm() / update.norm()).item() for name, read in readings.items()}
assert errors["fast"] < 1e-5
print(f"A {list(a.shape)} B {list(b.shape)} · expert slow in B {errors['slow']:.2f} · fast {errors['fast']:.2f}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'A [8, 10] B [6, 8] · expert slow in B 1.19 · fast 0.00' ]
