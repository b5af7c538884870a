#!/usr/bin/env bash
# peft 0.21.0: lora_dropout does nothing to a LoRA on an embedding.
#
# The option is taken, saved and without effect there, in training too: even with 0.9 two passes are the same to the bit.
# A LoRA on an embedding beside others is trained without the dropout that they have.
# Seen on 2026-12-01 (Python 3.11): two passes differ: Linear True · Conv2d True · Embedding False
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import torch
from peft import LoraConfig, get_peft_model

torch.manual_seed(0)


def differs(layer, inputs):
    config = LoraConfig(target_modules=["0"], r=4, lora_dropout=0.9, init_lora_weights=False)
    model = get_peft_model(torch.nn.Sequential(layer), config).train()
    with torch.no_grad():
        return not torch.equal(model(inputs), model(inputs))


linear = differs(torch.nn.Linear(16, 8), torch.randn(4, 16))
convolution = differs(torch.nn.Conv2d(16, 8, 1), torch.randn(1, 16, 4, 4))
embedding = differs(torch.nn.Embedding(16, 8), torch.arange(16))
print(f"two passes differ: Linear {linear} · Conv2d {convolution} · Embedding {embedding}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'two passes differ: Linear True · Conv2d True · Embedding False' ]
