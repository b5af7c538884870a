#!/usr/bin/env bash
# ml-matrix 6.15.1: the Frobenius norm is 0 or Infinity where the package's own SVD is right to the last digits.
#
# norm('frobenius') squares the entries as they are: of a matrix with entries about 1e-200 it is 0, about 1e160 it is
# Infinity. The singular values of the same matrices are right, so a relative error mixes a true number with a wrong
# one (0 / 0, or 1 / Infinity = 0). Scale by the largest entry before any sum of squares. In the middle column stands
# the largest singular value over the scale, the same in every line; in the last the norm over the scale, √60.
# Seen on 2026-11-29 (Node 20): 1e-200 6.3615 0 · 1 6.3615 7.746 · 1e+160 6.3615 Infinity
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ml-matrix@6.15.1
cat >run.mjs <<'JS'
import { Matrix, SVD } from 'ml-matrix';
const short = (x) => Number(x.toFixed(4));
const base = new Matrix([
	[3, 1, 2],
	[1, 4, 0],
	[2, 0, 5]
]);
const lines = [1e-200, 1, 1e160].map((scale) => {
	const matrix = Matrix.mul(base, scale);
	return `${scale} ${short(new SVD(matrix).norm2 / scale)} ${short(matrix.norm('frobenius') / scale)}`;
});
console.log(lines.join(' · '));
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '1e-200 6.3615 0 · 1 6.3615 7.746 · 1e+160 6.3615 Infinity' ]
