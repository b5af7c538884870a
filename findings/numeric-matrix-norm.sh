#!/usr/bin/env bash
# numeric 1.2.6: norm2 of a matrix is no norm: of [3, 0; 0, 4] it is 18.36, and of twice that matrix four times as much.
#
# It is right for a list, and norm1 and norminf are right for matrices too (sum of the sizes, and the largest). For a matrix
# it squares what it has already squared row by row: √(9² + 16²), where √(3² + 4²) = 5 was meant. A relative error of
# 1 % looks like 0.01 %. Flatten first. The list [3, 4], the matrix, twice the matrix, and 1 % of it over itself:
# Seen on 2026-12-01 (Node 20): list 5 · matrix 18.36 twice 73.43 one per cent 0.0001 · norm1 7 14 0.01 · norminf 4 8 0.01
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund numeric@1.2.6
cat >run.mjs <<'JS'
import numeric from 'numeric';
const matrix = [
	[3, 0],
	[0, 4]
];
const of = (name, by) => numeric[name](numeric.mul(matrix, by));
const short = (x) => Number(x.toFixed(2));
const share = (name) => Number((of(name, 0.01) / of(name, 1)).toPrecision(3));
const line = (name) => `${name} ${short(of(name, 1))} ${short(of(name, 2))} ${share(name)}`;
console.log(
	[
		`list ${numeric.norm2([3, 4])}`,
		`matrix ${short(of('norm2', 1))} twice ${short(of('norm2', 2))} one per cent ${share('norm2')}`,
		line('norm1'),
		line('norminf')
	].join(' · ')
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'list 5 · matrix 18.36 twice 73.43 one per cent 0.0001 · norm1 7 14 0.01 · norminf 4 8 0.01' ]
