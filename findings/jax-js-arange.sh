#!/usr/bin/env bash
# @jax-js/jax 0.1.25: arange(0, 1, 0.25) is [0, 0, 0, 0].
#
# The type is int32 whatever the bounds and the step are, and the right number of entries is cut to whole numbers without
# a warning; arange(0.5, 3) begins at 0. NumPy and JAX take a float type where one of the three is no integer. A table of
# times, rates or angles made so is constant. Name the type, { dtype: 'float32' }, or use linspace.
# Seen on 2026-12-01 (Node 20): quarters [0,0,0,0] · from 0.5 [0,1,2] · float32 [0,0.25,0.5,0.75]
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
const lines = {
	quarters: np.arange(0, 1, 0.25),
	'from 0.5': np.arange(0.5, 3),
	float32: np.arange(0, 1, 0.25, { dtype: 'float32' })
};
console.log(
	Object.entries(lines)
		.map(([name, line]) => `${name} ${JSON.stringify(line.js())}`)
		.join(' · ')
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'quarters [0,0,0,0] · from 0.5 [0,1,2] · float32 [0,0.25,0.5,0.75]' ]
