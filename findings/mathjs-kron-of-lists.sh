#!/usr/bin/env bash
# mathjs 15.2.0: kron() of two lists is a list, of a list and a row a row; no column can be made of either.
#
# kron([1, 2], [3, 4]) has size [4] and kron([[1, 2]], [3, 4]) has [1, 4]; transpose() leaves a list as it is, so
# kron(transpose([1, 2]), [3, 4]) is [4] again where (2 × 1) ⊗ (1 × 2) = 2 × 2 was meant. Nothing warns.
# Seen on 2026-11-29 (Node 20): lists [4] · row and list [1,4] · transposed list and list [4] · column and row [2,2]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0
cat >run.mjs <<'JS'
import { evaluate } from 'mathjs';
const sizeOf = (text) => JSON.stringify(evaluate(text).size());
console.log(
	[
		['lists', 'kron([1, 2], [3, 4])'],
		['row and list', 'kron([[1, 2]], [3, 4])'],
		['transposed list and list', 'kron(transpose([1, 2]), [3, 4])'],
		['column and row', 'kron([[1], [2]], [[3, 4]])']
	]
		.map(([name, text]) => `${name} ${sizeOf(text)}`)
		.join(' · ')
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'lists [4] · row and list [1,4] · transposed list and list [4] · column and row [2,2]' ]
