#!/usr/bin/env bash
# @tensorflow/tfjs-core 4.22.0: randomNormal and truncatedNormal with seed 0 are not seeded; randomUniform is.
#
# A seed of 0 is taken for none, so two draws differ, and every reload gives other weights, which is not seen as long as
# nobody compares two runs. From 1 on the same seed gives the same numbers. Who numbers runs from 0 cannot repeat the first.
# Seen on 2026-12-01 (Node 20): randomNormal 0 other 1 same · truncatedNormal 0 other 1 same · randomUniform 0 same 1 same
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0
cat >run.mjs <<'JS'
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
await tf.setBackend('cpu');
const draws = {
	randomNormal: (seed) => tf.randomNormal([4], 0, 1, 'float32', seed),
	truncatedNormal: (seed) => tf.truncatedNormal([4], 0, 1, 'float32', seed),
	randomUniform: (seed) => tf.randomUniform([4], 0, 1, 'float32', seed)
};
const same = (draw, seed) => (String(draw(seed).dataSync()) === String(draw(seed).dataSync()) ? 'same' : 'other');
console.log(
	Object.entries(draws)
		.map(([name, draw]) => `${name} 0 ${same(draw, 0)} 1 ${same(draw, 1)}`)
		.join(' · ')
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'randomNormal 0 other 1 same · truncatedNormal 0 other 1 same · randomUniform 0 same 1 same' ]
