#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0: the gradient of abs at 0 is -1, and that of max gives each of two equal entries the whole.
#
# Of abs, PyTorch gives 0 at 0 and JAX 1. An L1 penalty on a matrix that begins at zero, as B of a LoRA does,
# so pushes every entry the same way at the first step. Of max the gradients of entries that tie add up to 2, not to 1;
# norm() of zeros has the gradient NaN, which a penalty on such a matrix turns all weights into.
# Seen on 2026-12-01 (Node 20): abs at -2, 0, 2 [-1,-1,1] · max of 3, 3, 1 [1,1,0] · norm of zeros [NaN,NaN]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tensorflow/tfjs@4.22.0
cat >run.mjs <<'JS'
import * as tf from '@tensorflow/tfjs';
await tf.setBackend('cpu');
const slopes = (of, at) => JSON.stringify(Array.from(tf.grad(of)(tf.tensor1d(at)).dataSync(), String)).replaceAll('"', '');
const abs = slopes((x) => tf.sum(tf.abs(x)), [-2, 0, 2]);
const max = slopes((x) => tf.max(x), [3, 3, 1]);
const norm = slopes((x) => tf.norm(x), [0, 0]);
console.log(`abs at -2, 0, 2 ${abs} · max of 3, 3, 1 ${max} · norm of zeros ${norm}`);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'abs at -2, 0, 2 [-1,-1,1] · max of 3, 3, 1 [1,1,0] · norm of zeros [NaN,NaN]' ]
