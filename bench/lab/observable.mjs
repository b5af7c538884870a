/**
 * The graph of bench/lab.mjs as a notebook of Observable has it: `viewof r` is a slider, `r` what it yields, x0 … are
 * sums in JavaScript, each painted by Observable's own inspector. With #bare nothing is painted: the floor.
 */
import { Inspector } from '@observablehq/inspector';
import '../node_modules/@observablehq/inspector/dist/inspector.css';
import { Runtime } from '@observablehq/runtime';
import { input } from '../node_modules/@observablehq/stdlib/src/generators/input.js';

const [CELLS, READERS, MOST] = [200, 20, 64];
const isBare = location.hash === '#bare';
const main = /** @type {HTMLElement} */ (document.querySelector('main'));
const slider = Object.assign(document.createElement('input'), {
	...{ type: 'range', name: 'r', min: '1', max: String(MOST), value: '1' }
});

/** What each reader came to last, and when. @type {{ values: number[], at: number[] }} */
const last = { values: [], at: [] };
/** @param {number} n */
const counting = (n) => ({
	fulfilled: (/** @type {number} */ value) => {
		last.values[n] = value;
		last.at[n] = performance.now();
	}
});
const painted = Inspector.into(main);
/** @param {number} n */
const observer = (n) => (isBare ? counting(n) : painted());

const module = new Runtime().module();
if (isBare) main.append(slider);
module.variable(isBare ? {} : painted()).define('viewof r', [], () => slider);
module.variable({}).define('r', ['viewof r'], input);
for (let n = 0; n < CELLS - 1; n++) {
	if (n < READERS) module.variable(observer(n)).define(`x${n}`, ['r'], (/** @type {number} */ r) => r + n);
	else module.variable(observer(n)).define(`y${n}`, [], () => n + 1);
}

const wanted = (/** @type {number} */ value) => Array.from({ length: READERS }, (_, n) => value + n);
Object.assign(window, {
	/** Has every reader what follows from this value? */
	shows: (/** @type {number} */ value) => {
		if (isBare) return wanted(value).every((x, n) => last.values[n] === x);
		const cells = document.querySelectorAll('.observablehq');
		return wanted(value).every((x, n) => cells[n + 1]?.textContent === `x${n} = ${x}`);
	},
	/** When the last reader was through, where nothing is painted. */
	...(isBare && { through: () => Math.max(...last.at.slice(0, READERS)) })
});
