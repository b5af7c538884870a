#!/usr/bin/env bash
# @jax-js/jax 0.1.25 (Wasm): singular values below about 3e-4 of the largest are wrong, and below 3e-5 they are zero.
#
# The matrix is 5 × 5 with singular values 1, 1e-2, 1e-3, 1e-4, 1e-5 by construction (two reflections around a diagonal).
# float32 tells numbers apart down to 6e-8 of the largest, and a float32 SVD of the matrix itself would find all five.
# The square of the matrix does not hold them, so 1e-3 comes out a third of a per cent off and 1e-5 as exactly 0. A rank
# counted from these is too small.
# Seen on 2026-11-29 (Node 20): [1,0.00999984,0.00100372,0.000101223,0]
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
const wanted = [1, 1e-2, 1e-3, 1e-4, 1e-5];
const reflection = (v) => {
	const length = v.reduce((sum, x) => sum + x * x, 0);
	return v.map((x, i) => v.map((y, j) => (i === j ? 1 : 0) - (2 * x * y) / length));
};
const [left, right] = [reflection([1, 2, 3, 4, 5]), reflection([5, -3, 1, 2, -1])];
const matrix = left.map((row) => right.map((other) => row.reduce((sum, x, k) => sum + x * wanted[k] * other[k], 0)));
const found = np.linalg.svdvals(np.array(matrix)).js();
console.log(JSON.stringify(found.map((x) => Number(x.toPrecision(6)))));
const off = found.map((x, i) => Math.abs(x - wanted[i]) / wanted[i]);
process.exit(off[0] < 1e-5 && off[2] > 1e-3 && found[4] === 0 ? 0 : 1);
JS
node run.mjs
