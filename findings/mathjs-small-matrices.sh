#!/usr/bin/env bash
# mathjs 15.2.0: the spectral norm of a matrix with entries about 1e-8 is an eighth too small; at 1e-16 eigenvalues, pinv,
# lusolve and sqrtm are wrong too.
#
# All of them take for zero what lies below a fixed size, whatever stands beside it; norm(A, 2) does so after squaring and
# so loses the entries beside the diagonal at 1e-8. Answers are plain numbers, without an error or a warning; inv is right.
# Updates and gradients of a fine-tuning are often as small. Scale to entries about 1 first. Of [2, 1; 1, 3] times 1, 1e-8
# and 1e-16 the largest or first number of the answer, put back to the scale of the first:
# Seen on 2026-12-01 (Node 20): norm 3.62 3.16 3.16 · eigs 3.62 3.62 3 · inv 0.6 0.6 0.6 · pinv 0.6 0.6 2e-32 · lusolve 0.4 0.4 0 · sqrtm 1.38 1.38 95.4
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0
cat >run.mjs <<'JS'
import { eigs, inv, lusolve, multiply, norm, pinv, sqrtm } from 'mathjs';
const answers = {
	norm: (a, s) => norm(a, 2) / s,
	eigs: (a, s) => eigs(a).values[1] / s,
	inv: (a, s) => inv(a)[0][0] * s,
	pinv: (a, s) => pinv(a)[0][0] * s,
	lusolve: (a, s) => lusolve(a, [[s], [s]])[0][0],
	sqrtm: (a, s) => sqrtm(a)[0][0] / Math.sqrt(s)
};
const base = [
	[2, 1],
	[1, 3]
];
const at = (of) => [1, 1e-8, 1e-16].map((s) => Number(of(multiply(base, s), s).toPrecision(3))).join(' ');
console.log(
	Object.entries(answers)
		.map(([name, of]) => `${name} ${at(of)}`)
		.join(' · ')
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'norm 3.62 3.16 3.16 · eigs 3.62 3.62 3 · inv 0.6 0.6 0.6 · pinv 0.6 0.6 2e-32 · lusolve 0.4 0.4 0 · sqrtm 1.38 1.38 95.4' ]
