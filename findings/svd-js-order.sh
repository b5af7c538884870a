#!/usr/bin/env bash
# svd-js 1.1.1: singular values come in no order, a zero among them.
#
# Of diag(1, 5, 3) they are 1, 5, 3, of a full matrix they rise, and of one of rank 2 the zero stands in the middle. The
# columns of u and v follow them, so u·q·vᵀ is right. Other libraries begin with the largest, and formulas count on it: the
# first term of the sum, which would be the best approximation of rank 1, leaves 5.83 of diag(1, 5, 3) where 3.16 is the
# least. Sort q, u and v together.
# Seen on 2026-12-01 (Node 20): diagonal [1,5,3] · full [1.268,3,4.732] · rank 2 [31.082,0,1.388] · first term leaves 5.83
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund svd-js@1.1.1
cat >run.mjs <<'JS'
import { SVD } from 'svd-js';
const values = (matrix) => JSON.stringify(SVD(matrix).q.map((x) => Number(x.toFixed(3))));
const diagonal = [
	[1, 0, 0],
	[0, 5, 0],
	[0, 0, 3]
];
const full = [
	[2, 1, 0],
	[1, 3, 1],
	[0, 1, 4]
];
const deficient = [1, 2, 3, 4].map((i) => [i + i * i, i, i * i]);
const { u, q, v } = SVD(diagonal);
const left = diagonal.flatMap((row, i) => row.map((x, j) => x - u[i][0] * q[0] * v[j][0]));
console.log(
	[
		`diagonal ${values(diagonal)}`,
		`full ${values(full)}`,
		`rank 2 ${values(deficient)}`,
		`first term leaves ${Math.hypot(...left).toFixed(2)}`
	].join(' · ')
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'diagonal [1,5,3] · full [1.268,3,4.732] · rank 2 [31.082,0,1.388] · first term leaves 5.83' ]
