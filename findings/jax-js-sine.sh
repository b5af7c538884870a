#!/usr/bin/env bash
# @jax-js/jax 0.1.25 (Wasm): sin and cos lose a digit for every digit of their argument; sin(100000) is 0.0400, not 0.0357.
#
# The argument is brought into one turn with a multiple of π that is itself of float32. At 10 the error is 2e-7, at 1e5
# it is 4e-3, at 1e7 half of the range; float32 holds all of these arguments exactly. Angles of positions (position
# encodings, rotary embeddings, waves) do get that large. Reduce them in float64 first. Errors against Math.sin:
# Seen on 2026-12-01 (Node 20): 10 2e-7 · 1000 1e-5 · 100000 4e-3 · 10000000 5e-1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @jax-js/jax@0.1.25
cat >run.mjs <<'JS'
import { defaultDevice, init, numpy as np } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');
const at = [10, 1000, 1e5, 1e7];
const found = np.sin(np.array(at)).js();
console.log(at.map((x, i) => `${x} ${Math.abs(found[i] - Math.sin(x)).toExponential(0)}`).join(' · '));
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '10 2e-7 · 1000 1e-5 · 100000 4e-3 · 10000000 5e-1' ]
