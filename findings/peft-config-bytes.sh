#!/usr/bin/env bash
# peft 0.21.0: one and the same configuration is saved in other bytes by another process, although its keys are sorted.
#
# target_modules is kept as a set and written in its order, which Python draws anew for each process. Two files look as if
# they could be compared line by line, and a checksum of the folder or a cache by content tells apart what is the same.
# Compare what was parsed, this list as a set. Here the seeds of the hash are named, one for each process:
# Seen on 2026-12-01 (Python 3.11): keys sorted True · two processes: same settings True same bytes False · one seed: same bytes True
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet peft==0.21.0 torch==2.13.0 transformers==5.18.0
cat >run.py <<'PY'
import json
import os
import subprocess
import sys

SAVE = """
import tempfile
from peft import LoraConfig
with tempfile.TemporaryDirectory() as folder:
    LoraConfig(target_modules=["q_proj", "k_proj", "v_proj", "o_proj"]).save_pretrained(folder)
    print(open(f"{folder}/adapter_config.json").read())
"""


def saved(seed):
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-W", "ignore", "-c", SAVE], env=environment, check=True, stdout=-1).stdout


def settings(text):
    read = json.loads(text)
    return read | {"target_modules": sorted(read["target_modules"])}


first, again, other = saved("0"), saved("0"), saved("1")
keys = list(json.loads(first))
print(
    f"keys sorted {keys == sorted(keys)}"
    f" · two processes: same settings {settings(first) == settings(other)} same bytes {first == other}"
    f" · one seed: same bytes {first == again}"
)
PY
seen=$(HF_HUB_OFFLINE=1 venv/bin/python -W ignore run.py)
echo "$seen"
[ "$seen" = 'keys sorted True · two processes: same settings True same bytes False · one seed: same bytes True' ]
