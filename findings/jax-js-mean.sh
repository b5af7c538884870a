#!/usr/bin/env bash
# @jax-js/jax 0.1.25 (Wasm): the mean of a million entries of 0.1 is 0.101; a sum of ones stops at 16,777,216.
#
# Entries are added one after the other in float32, so what is added is rounded to the size of the sum so far. A loss over
# a million entries is a per cent off, and the size of the error depends on how the same numbers are shaped: mean of means
# over a 1000 × 1000 matrix is right to five digits. JAX and NumPy add in pairs or blocks. Take means axis by axis.
# Seen on 2026-12-01 (Node 20): mean 0.1010 · by axis 0.1000 · sum of 20000000 ones 16777216
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
const entries = () => np.full([1000, 1000], 0.1);
const whole = np.mean(entries()).js();
const byAxis = np.mean(np.mean(entries(), 0)).js();
const ones = np.sum(np.ones([20_000_000])).js();
console.log(`mean ${whole.toFixed(4)} · by axis ${byAxis.toFixed(4)} · sum of 20000000 ones ${ones}`);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'mean 0.1010 · by axis 0.1000 · sum of 20000000 ones 16777216' ]
