#!/usr/bin/env bash
# peft 0.21.0: trainable_tokens_delta in a file holds whole rows, no differences.
#
# A fresh adapter that has learned nothing saves the rows of the embedding as they are, not zeros. They replace the old
# rows. Who adds them to the embedding doubles it, and who takes their norm for the size of the change measures the base
# model. Which rows they are stands in the configuration alone.
# Seen on 2026-12-01 (Python 3.11): trainable_tokens_delta [2, 8] · largest 1.586 · off the old rows by 0.000
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import tempfile

import torch
from peft import TrainableTokensConfig, get_peft_model
from safetensors.torch import load_file

torch.manual_seed(0)
base = torch.nn.Sequential(torch.nn.Embedding(12, 8))
rows = base[0].weight.detach()[[1, 3]].clone()
model = get_peft_model(base, TrainableTokensConfig(target_modules=["0"], token_indices=[1, 3]))
with tempfile.TemporaryDirectory() as folder:
    model.save_pretrained(folder)
    tensors = load_file(f"{folder}/adapter_model.safetensors")
[(name, saved)] = tensors.items()
assert torch.equal(saved, rows)
size, off = saved.abs().max(), (saved - rows).abs().max()
print(f"{name.rsplit('.', 1)[-1]} {list(saved.shape)} · largest {size:.3f} · off the old rows by {off:.3f}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'trainable_tokens_delta [2, 8] · largest 1.586 · off the old rows by 0.000' ]
