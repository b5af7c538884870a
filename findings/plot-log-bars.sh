#!/usr/bin/env bash
# @observablehq/plot 0.6.17: on a logarithmic scale bars vanish altogether, and of dots those at zero, without a word.
#
# barY draws from a baseline of 0, which a log scale has not, so each of four bars is left out, those of positive height
# too; ruleX and rectY likewise. dot leaves out the one at zero. The picture has no mark and no warning, and an empty
# spectrum looks like a matrix of rank 0. Give bars a y1 above zero, and name zeros in words.
# Seen on 2026-11-29 (Node 20, jsdom 26.1.0): dots 3 of 4 · bars 0 of 4 · bars from y1 3 of 4 · warnings 0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @observablehq/plot@0.6.17 jsdom@26.1.0
cat >run.mjs <<'JS'
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
const { document } = new JSDOM('').window;
let warnings = 0;
console.warn = () => void warnings++;
const values = [10, 1, 0, 0.1].map((y, x) => ({ x, y }));
const count = (mark, shape) => {
	const svg = Plot.plot({ document, y: { type: 'log' }, marks: [mark] });
	warnings += svg.querySelectorAll('title').length;
	return svg.querySelectorAll(shape).length;
};
const dots = count(Plot.dot(values, { x: 'x', y: 'y' }), 'circle');
const bars = count(Plot.barY(values, { x: 'x', y: 'y' }), 'rect');
const lifted = count(Plot.barY(values, { x: 'x', y1: () => 0.01, y2: 'y' }), 'rect');
console.log(`dots ${dots} of 4 · bars ${bars} of 4 · bars from y1 ${lifted} of 4 · warnings ${warnings}`);
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'dots 3 of 4 · bars 0 of 4 · bars from y1 3 of 4 · warnings 0' ]
