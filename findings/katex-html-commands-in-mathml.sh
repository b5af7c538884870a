#!/usr/bin/env bash
# katex 0.19.1: \htmlData, \htmlClass and \htmlId are in the boxes alone; the MathML of the same formula has nothing of
# them, without an error or a warning, while \href is in both.
#
# With output 'htmlAndMathml' half of the markup can be found by the attribute, so colours and listeners seem to work;
# with output 'mathml', or where the boxes are left out, all names are gone, although the commands are trusted and strict
# mode would throw at what it does not support.
# Seen on 2026-11-30 (Node 20): {"boxes":[true,true,true,true],"mathml":[false,false,false,true],"said":0}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund katex@0.19.1
cat >run.mjs <<'JS'
import katex from 'katex';
const tex = String.raw`\htmlData{symbol=A}{A} + \htmlClass{factor}{B} + \htmlId{sum}{C} + \href{https://example.org}{D}`;
let said = 0;
console.warn = () => (said += 1);
// What HTML extensions strict mode is asked about is allowed; anything else would throw.
const strict = (code) => (code === 'htmlExtension' ? 'ignore' : 'error');
const render = (output) => katex.renderToString(tex, { output, trust: true, strict });
// The TeX itself stands beside the MathML, as an annotation.
const boxes = render('html');
const mathml = render('mathml').replace(/<annotation[^]*<\/annotation>/, '');
const names = ['data-symbol="A"', 'factor', 'id="sum"', 'href="https://example.org"'];
const has = (markup) => names.map((name) => markup.includes(name));
const found = { boxes: has(boxes), mathml: has(mathml), said };
console.log(JSON.stringify(found));
const expected = { boxes: [true, true, true, true], mathml: [false, false, false, true], said: 0 };
process.exit(JSON.stringify(found) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs
