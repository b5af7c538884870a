#!/usr/bin/env bash
# mathjs 15.2.0: pinv of a square matrix of rank 2 has entries about 1e15, where det of the same matrix is 0.
#
# Of a square matrix pinv takes the ordinary inverse unless that refuses, and it refuses an exact zero alone, which
# rounding prevents. So [1, 2, 3; 4, 5, 6; 7, 8, 9] gets numbers beyond 1e15, with which A·A⁺·A, which has to be A again,
# is off by its own size. With a row of zeros below, the same matrix has the right pseudoinverse. Largest entry of A⁺ and
# the error of A·A⁺·A relative to the largest entry of A, below 1e-9 or not:
# Seen on 2026-12-01 (Node 20): det 0 · square: largest beyond 1e15 true, A again false · with a row of zeros: largest 0.64, A again true
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0
cat >run.mjs <<'JS'
import { abs, det, max, multiply, pinv, subtract } from 'mathjs';
const square = [
	[1, 2, 3],
	[4, 5, 6],
	[7, 8, 9]
];
const tall = [...square, [0, 0, 0]];
const largest = (a) => max(abs(pinv(a)));
const again = (a) => max(abs(subtract(multiply(multiply(a, pinv(a)), a), a))) / 9 < 1e-9;
console.log(
	[
		`det ${det(square)}`,
		`square: largest beyond 1e15 ${largest(square) > 1e15}, A again ${again(square)}`,
		`with a row of zeros: largest ${largest(tall).toFixed(2)}, A again ${again(tall)}`
	].join(' · ')
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'det 0 · square: largest beyond 1e15 true, A again false · with a row of zeros: largest 0.64, A again true' ]
