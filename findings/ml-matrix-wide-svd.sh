#!/usr/bin/env bash
# ml-matrix 6.15.1: the SVD of a matrix with more columns than rows has m + 1 singular values, not m.
#
# Of a 2 × 4 matrix `diagonal` is [14.52…, 1.159…, 0]: three numbers where min(2, 4) = 2 are expected, and the last is
# no singular value. With the option autoTranspose there are two. Who counts entries, or takes the last one as the
# least singular value, reads a matrix of full rank as singular; `rank` and `condition` of the package do not.
# Seen on 2026-11-29 (Node 20): {"plain":[14.5226,1.1594,0],"transposed":[14.5226,1.1594],"rank":2,"condition":12.526}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ml-matrix@6.15.1
cat >run.mjs <<'JS'
import { SVD, Matrix } from 'ml-matrix';
const short = (x) => Number(x.toFixed(4));
const wide = new Matrix([
	[1, 2, 3, 4],
	[5, 6, 7, 8.5]
]);
console.warn = () => {};
const plain = new SVD(wide);
const transposed = new SVD(wide, { autoTranspose: true });
console.log(
	JSON.stringify({
		plain: plain.diagonal.map(short),
		transposed: transposed.diagonal.map(short),
		rank: plain.rank,
		condition: short(plain.condition)
	})
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '{"plain":[14.5226,1.1594,0],"transposed":[14.5226,1.1594],"rank":2,"condition":12.526}' ]
