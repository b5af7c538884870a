#!/usr/bin/env bash
# peft 0.21.0: load_adapter under a name that is taken puts the new factors under the old lora_alpha.
#
# The configuration in the folder is not read if there is an adapter of that name; its tensors replace the old ones, and
# the answer is that all keys matched. Modules that only the new adapter has are left out, listed as unexpected in what is
# returned. Whoever reloads checkpoints under one name to compare them measures them at the first one's scale. Delete the
# adapter first. Size of the update over that of the adapter in the file; here alpha was 4 and is 32 in the file:
# Seen on 2026-12-01 (Python 3.11): same name 0.125 missing 0 unexpected 0 · other name 1.000 missing 0 unexpected 0
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


def made(alpha):
    torch.manual_seed(alpha)
    model = get_peft_model(
        torch.nn.Sequential(torch.nn.Linear(8, 8)),
        LoraConfig(target_modules=["0"], r=4, lora_alpha=alpha, init_lora_weights=False),
    )
    return model, model.base_model.model[0].get_delta_weight


source, update = made(32)
with tempfile.TemporaryDirectory() as folder:
    source.save_pretrained(folder)

    def line(title, name):
        model, found = made(4)
        keys = model.load_adapter(folder, name)
        share = found(name).norm() / update("default").norm()
        return f"{title} {share:.3f} missing {len(keys.missing_keys)} unexpected {len(keys.unexpected_keys)}"

    print(f"{line('same name', 'default')} · {line('other name', 'other')}")
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'same name 0.125 missing 0 unexpected 0 · other name 1.000 missing 0 unexpected 0' ]
