#!/usr/bin/env bash
# @jax-js/jax 0.1.25: the gradients of sigmoid and silu are NaN at -100, and softplus(100) is Infinity.
#
# -100 and 100 are ordinary inputs of an untrained layer or of a gate. sigmoid and silu are right as values; their
# gradients square an exponential that has no place in float32, and one such entry makes every weight NaN after a step.
# softplus takes the logarithm of that exponential and is lost as a value too. JAX gives 0 and 0, and 100 with gradient 1.
# Clamp before them. Values at -100 and 100, then the gradients there:
# Seen on 2026-12-01 (Node 20): sigmoid 0 1 gradient NaN 0 · silu 0 100 gradient NaN 1 · softplus 0 Infinity gradient 0 NaN
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @jax-js/jax@0.1.25
cat >run.mjs <<'JS'
import { defaultDevice, grad, init, nn, numpy as np } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');
const ends = () => np.array([-100, 100]);
const short = (x) => (Math.abs(x) < 1e-30 ? 0 : x);
const slopes = (name) =>
	grad((x) => np.sum(nn[name](x)))(ends())
		.js()
		.map(short);
const values = (name) => nn[name](ends()).js().map(short);
const line = (name) => `${name} ${values(name).join(' ')} gradient ${slopes(name).join(' ')}`;
console.log(['sigmoid', 'silu', 'softplus'].map(line).join(' · '));
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'sigmoid 0 1 gradient NaN 0 · silu 0 100 gradient NaN 1 · softplus 0 Infinity gradient 0 NaN' ]
