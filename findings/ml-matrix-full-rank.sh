#!/usr/bin/env bash
# ml-matrix 6.15.1: QrDecomposition.isFullRank() is true of a matrix whose first column is the sum of two others.
#
# It asks whether a diagonal entry of R is exactly zero, which rounding prevents: of a 40 × 10 matrix of rank 9 it says
# true, and solve() then answers with coefficients beyond 1e13 instead of refusing. The SVD of the same package counts
# 9. Ask the SVD, with a tolerance, for a rank.
# Seen on 2026-11-29 (Node 20): {"isFullRank":true,"svdRank":9,"coefficientsBeyond1e13":true}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ml-matrix@6.15.1
cat >run.mjs <<'JS'
import { Matrix, QrDecomposition, SVD } from 'ml-matrix';
let state = 1;
const draw = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648 - 0.5;
const matrix = Matrix.zeros(40, 10);
for (let i = 0; i < 40; i++) for (let j = 0; j < 10; j++) matrix.set(i, j, draw());
for (let i = 0; i < 40; i++) matrix.set(i, 0, matrix.get(i, 1) + matrix.get(i, 2));
const right = Matrix.columnVector(Array.from({ length: 40 }, draw));
const qr = new QrDecomposition(matrix);
const largest = Math.max(...qr.solve(right).to1DArray().map(Math.abs));
console.log(
	JSON.stringify({
		isFullRank: qr.isFullRank(),
		svdRank: new SVD(matrix).rank,
		coefficientsBeyond1e13: largest > 1e13
	})
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '{"isFullRank":true,"svdRank":9,"coefficientsBeyond1e13":true}' ]
