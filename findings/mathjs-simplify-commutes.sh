#!/usr/bin/env bash
# mathjs 15.2.0: simplify and symbolicEqual take A·B and B·A for the same, where evaluate multiplies matrices.
#
# A*B - B*A becomes 0, (A*B)^2 becomes A^2·B^2, A*B/A becomes B, and A*B "equals" B*A: to their rules letters are numbers.
# Both take a context in which multiply does not commute. Whoever judges typed matrix formulas by them without one accepts
# wrong ones. Answers without | with that context, then the value for two matrices:
# Seen on 2026-12-01 (Node 20): A*B - B*A → 0 | A * B - B * A · (A*B)^2 → A ^ 2 * B ^ 2 | (A * B) ^ 2 · A*B/A → B | A * B * A ^ (-1) · equal true | false · A*B - B*A = [[1,0],[0,-1]]
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0
cat >run.mjs <<'JS'
import { evaluate, simplify, symbolicEqual } from 'mathjs';
const matrices = { context: { multiply: { commutative: false } } };
const lines = ['A*B - B*A', '(A*B)^2', 'A*B/A'].map(
	(text) => `${text} → ${simplify(text)} | ${simplify(text, {}, matrices)}`
);
const equal = `equal ${symbolicEqual('A*B', 'B*A')} | ${symbolicEqual('A*B', 'B*A', matrices)}`;
const value = evaluate('A = [0, 1; 0, 0]; B = [0, 0; 1, 0]; A*B - B*A').entries[0].toArray();
console.log([...lines, equal, `A*B - B*A = ${JSON.stringify(value)}`].join(' · '));
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'A*B - B*A → 0 | A * B - B * A · (A*B)^2 → A ^ 2 * B ^ 2 | (A * B) ^ 2 · A*B/A → B | A * B * A ^ (-1) · equal true | false · A*B - B*A = [[1,0],[0,-1]]' ]
