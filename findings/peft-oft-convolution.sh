#!/usr/bin/env bash
# peft 0.21.0: a fresh OFT adapter on a 3 × 3 convolution is not the identity; merging it gives back the base model.
#
# An adapter that turns nothing should change nothing. But OFT takes the picture apart into overlapping windows, turns each
# of them, and adds them up again without dividing by how many windows hold a pixel: of a picture of ones, 3 × 3 windows
# make numbers from 1 at the corners to 9 in the middle, and the convolution reads those. merge_and_unload turns the kernel
# instead, so the merged model is another than the one that was trained. Only 1 × 1 kernels are safe. The kernel here
# shows what it is given: smallest and largest output, then the output once merged.
# Seen on 2026-12-01 (Python 3.11): 1×1 1…1 merged 1 · 2×2 1…4 merged 1 · 3×3 4…9 merged 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import copy

import torch
from peft import OFTConfig, get_peft_model

torch.manual_seed(0)
inputs = torch.ones(1, 2, 6, 6)


def fresh(kernel):
    # A kernel that picks the middle of the window: the output shows what came in.
    base = torch.nn.Sequential(torch.nn.Conv2d(2, 1, kernel, bias=False))
    torch.nn.init.zeros_(base[0].weight)
    base[0].weight.data[0, 0, kernel // 2, kernel // 2] = 1
    model = get_peft_model(copy.deepcopy(base), OFTConfig(target_modules=["0"], r=0, oft_block_size=2))
    with torch.no_grad():
        alive = model(inputs)
        merged = model.merge_and_unload()(inputs)
        assert torch.equal(merged, base(inputs))
    return f"{kernel}×{kernel} {alive.min():.0f}…{alive.max():.0f} merged {merged.max():.0f}"


print(" · ".join(fresh(kernel) for kernel in (1, 2, 3)))
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = '1×1 1…1 merged 1 · 2×2 1…4 merged 1 · 3×3 4…9 merged 1' ]
