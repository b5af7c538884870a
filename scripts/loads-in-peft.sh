#!/usr/bin/env bash
# Every folder that the command line saves for PEFT, loaded by PEFT itself: ΔW as it says it, what it adds to an output, and
# what it merges into the weights, against ΔW as a notebook of the lab works it out of the same runs. Needs a network and
# Python; it installs pinned packages in a temporary folder and is no part of `npm test`. What it saw is in docs/reports.md.
#
#   scripts/loads-in-peft.sh            installs PEFT 0.21.0 and torch 2.13.0 (CPU)
#   PYTHON=… scripts/loads-in-peft.sh   a Python that has them
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
if [ -z "${PYTHON:-}" ]; then
	python3 -m venv "$folder/venv"
	"$folder/venv/bin/pip" install --quiet peft==0.21.0 torch==2.13.0 safetensors==0.8.0
	PYTHON="$folder/venv/bin/python"
fi
rankscope() { npm run --silent --prefix "$root" rankscope -- "$@" 2>>"$folder/said"; }

shape='out=24&in=16&alpha=6&task=gaussian&steps=40&seed=3&backend=cpu'
settings='out = 24, in = 16, alpha = 6, task = "gaussian", steps = 40, seed = 3, backend = "cpu"'
names=() calls=() deltas=()
# name, receipt, the same as a call of the lab
saved() {
	rankscope export "$2&$shape" --to "$folder/$1" >/dev/null
	names+=("$1") calls+=("run$1 = train($3, $settings)") deltas+=("$1 = run$1.delta")
}
saved plain 'method=lora&rank=4' 'lora, rank = 4'
saved stable 'method=lora&rank=4&rslora=true' 'lora, rank = 4, rslora = 1'
saved loha 'method=loha&rank=3' 'loha, rank = 3'
saved lokrfull 'method=lokr&rank=16' 'lokr, rank = 16'
saved lokrthin 'method=lokr&rank=1' 'lokr, rank = 1'
saved lokrfactor 'method=lokr&rank=2&factor=4' 'lokr, rank = 2, factor = 4'
saved dora 'method=dora&rank=4' 'dora, rank = 4'
saved lokrboth 'method=lokr&rank=1&factor=4&decomposeBoth=true' 'lokr, rank = 1, factor = 4, decomposeBoth = 1'
rankscope resize "$folder/plain" --to "$folder/resized" --rank 2 >/dev/null
rankscope merge "$folder/plain" "$folder/stable" --weights 0.7,-0.4 --to "$folder/merged" >/dev/null
rankscope merge "$folder/loha" "$folder/lokrfull" --weights 1,1 --rank 8 --to "$folder/mixed" >/dev/null
names+=(resized merged mixed)
deltas+=(
	'resized = best(runplain.delta, 2)'
	'merged = 0.7 runplain.delta - 0.4 runstable.delta'
	'mixed = best(runloha.delta + runlokrfull.delta, 8)'
)
{
	printf '```experiment\n'
	printf '%s\n' "${calls[@]}"
	printf '```\n\n```expression\n'
	printf 'delta%s\n' "${deltas[@]}"
	printf '```\n'
} >"$folder/runs.md"
rankscope notebook "$folder/runs.md" --backend cpu >"$folder/ours.json"

cat >"$folder/check.py" <<'PY'
import json, os, sys, warnings
import peft, safetensors.torch, torch

folder, names = sys.argv[1], sys.argv[2:]
cells = {cell['name']: cell for cell in json.load(open(f'{folder}/ours.json'))['cells']}

class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.W = torch.nn.Linear(16, 24, bias=False)

    def forward(self, x):
        return self.W(x)

relative = lambda got, meant: float((got.double() - meant).norm() / meant.norm())
worst = 0
for name in names:
    ours = torch.tensor(cells[f'delta{name}']['value']['rows'], dtype=torch.float64)
    base = Model()
    beneath = f'{folder}/{name}/base.safetensors'
    if os.path.exists(beneath):
        base.load_state_dict(safetensors.torch.load_file(beneath))
    before = base.W.weight.detach().double().clone()
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter('always')
        model = peft.PeftModel.from_pretrained(base, f'{folder}/{name}')
    x = torch.randn(5, 16)
    added = model(x).detach().double() - x.double() @ before.T
    delta = model.base_model.model.W.get_delta_weight('default').detach()
    merged = model.merge_and_unload().W.weight.detach().double() - before
    # Of DoRA it gives s·BA, and leaves out the lengths.
    errors = [] if name == 'dora' else [relative(delta, ours)]
    errors += [relative(added, x.double() @ ours.T), relative(merged, ours)]
    worst = max(worst, *errors)
    print(f'{name:12}', *(f'{error:.1e}' for error in errors), *(str(one.message) for one in said))
    if said:
        sys.exit(f'{name}: PEFT warned')
print(f'PEFT {peft.__version__}, torch {torch.__version__}: ΔW, output, merged weights; largest relative error {worst:.1e}')
sys.exit(0 if worst < 2e-6 else 'PEFT has another ΔW')
PY
"$PYTHON" "$folder/check.py" "$folder" "${names[@]}"
