#!/usr/bin/env bash
# mathjs 15.2.0: brackets around a number, or a letter in its place, change what a fraction in front of a letter means.
#
# With r = 8: 1/2r is 4, read as (1/2)·r. (1)/2r and m/2r with m = 1 are 0.0625, read as 1/(2r). The rule is of the
# grammar: two plain numbers with a slash between bind before an implicit product, anything else after it. So a formula
# does not mean the same once a 1 in it gets a name. Whoever takes typed formulas shows how they were read.
# Seen on 2026-11-29 (Node 20): 1/2r = 4 · 1.0/2.0r = 4 · (1)/2r = 0.0625 · m/2r = 0.0625 · 1/(2)r = 0.0625
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mathjs@15.2.0
cat >run.mjs <<'JS'
import { evaluate } from 'mathjs';
const written = ['1/2r', '1.0/2.0r', '(1)/2r', 'm/2r', '1/(2)r'];
console.log(written.map((text) => `${text} = ${evaluate(text, { m: 1, r: 8 })}`).join(' · '));
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '1/2r = 4 · 1.0/2.0r = 4 · (1)/2r = 0.0625 · m/2r = 0.0625 · 1/(2)r = 0.0625' ]
