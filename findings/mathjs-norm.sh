#!/usr/bin/env bash
# mathjs 15.2.0: norm() overflows and underflows where its own hypot() does not.
#
# norm([3e200, 4e200]) is Infinity and norm of a matrix of 1e-200s is 0, for 'fro' too, although both answers fit into
# a double; hypot(3e200, 4e200) is right to rounding. A test such as norm(A - B, "fro") == 0 passes on different matrices.
# Seen on 2026-11-29 (Node 20): {"norm":"Infinity","hypot":"5e+200","frobenius":0,"different":true}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0
cat >run.mjs <<'JS'
import { evaluate } from 'mathjs';
console.log(
	JSON.stringify({
		norm: String(evaluate('norm([3e200, 4e200])')),
		hypot: evaluate('hypot(3e200, 4e200)').toPrecision(6).replace(/\.?0+e/, 'e'),
		frobenius: evaluate('norm([3e-200, 0; 0, 4e-200] - [1e-200, 0; 0, 1e-200], "fro")'),
		different: evaluate('not deepEqual([3e-200, 0; 0, 4e-200] * 1e200, [1e-200, 0; 0, 1e-200] * 1e200)')
	})
);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '{"norm":"Infinity","hypot":"5e+200","frobenius":0,"different":true}' ]
