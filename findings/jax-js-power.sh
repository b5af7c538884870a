#!/usr/bin/env bash
# @jax-js/jax 0.1.25: the gradient of power(x, 2) is NaN at 0, and power(0, 0) is NaN; square(x) is right.
#
# power goes by logarithms, and 2/x · x² at 0 is ∞ · 0. JAX gives 0 and 1. A penalty on a matrix that begins at zero, as
# B of a LoRA does, or a residual that is hit exactly, makes every weight NaN after one step of training; so does an
# exponent of 3. Write square(x), or x times x. Gradients at 0 and 3, then the value of 0⁰.
# Seen on 2026-12-01 (Node 20): square 0 6 · power NaN 6 · 0⁰ NaN
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @jax-js/jax@0.1.25
cat >run.mjs <<'JS'
import { defaultDevice, grad, init, numpy as np } from '@jax-js/jax';
await init('wasm');
defaultDevice('wasm');
const slopes = (of) =>
	grad((x) => np.sum(of(x)))(np.array([0, 3]))
		.js()
		.map((x) => Number(x.toFixed(3)))
		.join(' ');
const square = slopes((x) => np.square(x));
const power = slopes((x) => np.power(x, 2));
const zero = np.power(np.array([0]), np.array([0])).js()[0];
console.log(`square ${square} · power ${power} · 0⁰ ${zero}`);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'square 0 6 · power NaN 6 · 0⁰ NaN' ]
