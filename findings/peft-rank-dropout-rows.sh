#!/usr/bin/env bash
# peft 0.21.0: rank_dropout of LoHa and LoKr drops rows of the output, not ranks, and LoHa divides by what it drew.
#
# No rank is dropped: whole rows of the update are zero for a step. LoHa divides the others by the share that was drawn,
# 0/0 where none is left, so on a layer with one output (a value or reward head) rank_dropout = 0.5 gives NaN every other
# step. LoKr does not divide unless it is told to. 64 draws each.
# Seen on 2026-12-01 (Python 3.11): LoHa: 8 rows of 16 dropped, NaN with one row about half the time · LoKr: 8 rows of 16 dropped, NaN with one row never
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import torch
from peft import LoHaConfig, LoKrConfig, get_peft_model

torch.manual_seed(0)
inputs = torch.eye(16)


def updates(kind, outputs):
    base = torch.nn.Sequential(torch.nn.Linear(16, outputs, bias=False))
    torch.nn.init.zeros_(base[0].weight)
    model = get_peft_model(base, kind(target_modules=["0"], r=4, rank_dropout=0.5, init_weights=False)).train()
    with torch.no_grad():
        return [model(inputs) for _ in range(64)]


def seen(kind):
    dropped = [int((update.abs().amax(0) == 0).sum()) for update in updates(kind, 16)]
    nans = sum(bool(update.isnan().any()) for update in updates(kind, 1))
    assert nans == 0 or 16 < nans < 48
    often = "about half the time" if nans else "never"
    return f"{sum(dropped) / len(dropped):.0f} rows of 16 dropped, NaN with one row {often}"


print(f"LoHa: {seen(LoHaConfig)} · LoKr: {seen(LoKrConfig)}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'LoHa: 8 rows of 16 dropped, NaN with one row about half the time · LoKr: 8 rows of 16 dropped, NaN with one row never' ]
