#!/usr/bin/env bash
# peft 0.21.0: save_as_lora keeps one weight and one bias of a trained head that has several layers.
#
# save_pretrained writes modules_to_save under their names within the head. save_as_lora keeps only the last part of each
# name, so the layers of a head land on one name and the last one wins; the file is written without a word and misses the
# others. A head that is a single layer is fine. The tensors of the head in both files:
# Seen on 2026-12-01 (Python 3.11): save_pretrained: head.0.bias [4], head.0.weight [4, 8], head.2.bias [3], head.2.weight [3, 4] · save_as_lora: head.bias [3], head.weight [3, 4]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import tempfile

import torch
from peft import LoHaConfig, get_peft_model, save_as_lora
from safetensors.torch import load_file


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.body = torch.nn.Linear(8, 8)
        self.head = torch.nn.Sequential(torch.nn.Linear(8, 4), torch.nn.ReLU(), torch.nn.Linear(4, 3))

    def forward(self, x):
        return self.head(self.body(x))


torch.manual_seed(0)
model = get_peft_model(Net(), LoHaConfig(target_modules=["body"], r=2, init_weights=False, modules_to_save=["head"]))


def of_head(save):
    with tempfile.TemporaryDirectory() as folder:
        save(folder)
        tensors = load_file(f"{folder}/adapter_model.safetensors")
    return ", ".join(
        f"{name.rpartition('.model.')[2]} {list(tensor.shape)}"
        for name, tensor in sorted(tensors.items())
        if ".head." in name
    )


plain, converted = of_head(model.save_pretrained), of_head(lambda folder: save_as_lora(folder, model, rank=4))
print(f"save_pretrained: {plain} · save_as_lora: {converted}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'save_pretrained: head.0.bias [4], head.0.weight [4, 8], head.2.bias [3], head.2.weight [3, 4] · save_as_lora: head.bias [3], head.weight [3, 4]' ]
