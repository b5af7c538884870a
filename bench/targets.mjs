/**
 * Which structure fits which target: trains the seven targets × methods of the lesson compare, each cell by the
 * command line as a reader would run it, and writes docs/targets.md, a section for each backend and seed.
 *
 *   node bench/targets.mjs [--steps 2500] [--seeds 1,2] [--backend cpu|webgpu] [--append] [--to docs/targets.md]
 *
 * A section of WebGPU runs at 0.02 throughout, runs the CPU beside it, and says how far the two are apart.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { format } from 'prettier';
import { root } from '../scripts/install.mjs';

const { values: options } = parseArgs({
	options: {
		steps: { type: 'string', default: '2500' },
		seeds: { type: 'string', default: '1,2' },
		backend: { type: 'string', default: 'cpu' },
		append: { type: 'boolean', default: false },
		to: { type: 'string', default: join(root, 'docs/targets.md') }
	}
});

/** @type {readonly (readonly [task: string, title: string])[]} */
const targets = [
	['identity', 'identity'],
	['gaussian', 'Gaussian'],
	['low-rank:8', 'rank 8'],
	['kron:2x2', '2×2 ⊗ 32×32'],
	['kron:8x8', '8×8 ⊗ 8×8'],
	['block:8', 'eight blocks 8×8'],
	['hadamard:4', 'planted Hadamard, r = 4']
];

/** LoHa's loss has many valleys, so its rate matters; the others come down to their floors at any of these. */
const [one, three] = [['0.02'], ['0.01', '0.02', '0.03']];

/** A rank of 64 leaves both blocks of LoKr full, as PEFT has it. */
const methods = [
	{ title: 'LoRA 8', rates: one, args: ['--method', 'lora', '--rank', '8'] },
	{ title: 'LoHa 4', rates: three, args: ['--method', 'loha', '--rank', '4'] },
	{ title: 'LoKr 2×2⊗32×32', rates: one, args: ['--method', 'lokr', '--rank', '64', '--factor', '2'] },
	{ title: 'LoKr 8×8⊗8×8', rates: one, args: ['--method', 'lokr', '--rank', '64', '--factor', '8'] },
	{ title: 'LoRA 16', rates: one, args: ['--method', 'lora', '--rank', '16'] },
	{ title: 'LoHa 8', rates: three, args: ['--method', 'loha', '--rank', '8'] },
	{ title: 'full ΔW', rates: one, args: ['--method', 'full'] }
];

/**
 * @typedef {{ error: number, floor: number | null, parameters: number, rate: string, adapter: string }} Cell
 * @typedef {{ backend: string, seed: string, rows: Cell[][] }} Section
 */

const run = promisify(execFile);

/** @param {readonly string[]} method @param {string} task @param {string} rate @param {string} seed @param {string} backend @returns {Promise<Cell>} */
async function trained(method, task, rate, seed, backend) {
	const args = ['train', ...method, '--out', '64', '--in', '64', '--task', task, '--steps', options.steps];
	const settings = ['--lr', rate, '--schedule', 'cosine', '--seed', seed, '--backend', backend];
	const script = join(root, 'scripts/rankscope.mjs');
	const { stdout } = await run(process.execPath, [script, ...args, ...settings], { maxBuffer: 2 ** 26 });
	const { error, floor, parameters, backend: used } = JSON.parse(stdout);
	return { error, floor, parameters, rate, adapter: used.adapter };
}

/** @param {string} backend @param {string} seed @param {boolean} tuned is LoHa's rate the best of three? @returns {Promise<Section>} */
async function measured(backend, seed, tuned) {
	/** @type {Cell[][]} */
	const rows = [];
	for (const [task, title] of targets) {
		/** @type {Cell[]} */
		const cells = [];
		for (const method of methods) {
			const tried = [];
			for (const rate of tuned ? method.rates : one) {
				tried.push(await trained(method.args, task, rate, seed, backend));
			}
			tried.sort((a, b) => a.error - b.error);
			cells.push(...tried.slice(0, 1));
			process.stderr.write(`${backend}, seed ${seed}, ${title}, ${method.title}: ${tried[0]?.error}\n`);
		}
		rows.push(cells);
	}
	return { backend, seed, rows };
}

/** Three digits; 0 below a millionth. @param {number} x */
const written = (x) => (x < 1e-6 ? '0' : x < 0.001 ? x.toExponential(1) : x.toFixed(3));

/** @param {Section} section @param {Section | undefined} reference */
function table({ backend, seed, rows }, reference) {
	const heads = methods.map(({ title }, j) => `${title}, ${rows[0]?.[j]?.parameters} numbers`);
	const lines = rows.map((cells, i) => {
		const texts = cells.map(({ error, floor, rate }, j) => {
			const tuned = (methods[j]?.rates.length ?? 0) > 1 ? `, ${rate}` : '';
			return `${written(error)} (${floor === null ? '–' : written(floor)}${tuned})`;
		});
		return `| ${targets[i]?.[1]} | ${texts.join(' | ')} |`;
	});
	const apart = reference ? `\n\n${comparison(rows, reference.rows)}` : '';
	const command = `node bench/targets.mjs --backend ${backend} --seeds ${options.seeds} --steps ${options.steps}`;
	return `## ${backend === 'cpu' ? 'CPU' : 'WebGPU'}, seed ${seed}, ${options.steps} steps

On ${rows[0]?.[0]?.adapter}, ${new Date().toISOString().slice(0, 10)}, by \`${command}\`.

| target | ${heads.join(' | ')} |
|---|${heads.map(() => '---').join('|')}|
${lines.join('\n')}${apart}`;
}

/** @param {Cell[][]} here @param {Cell[][]} there */
function comparison(here, there) {
	const largest = [0, 0];
	here.forEach((cells, i) =>
		cells.forEach(({ error }, j) => {
			const loha = methods[j]?.title.startsWith('LoHa') ? 1 : 0;
			largest[loha] = Math.max(largest[loha] ?? 0, Math.abs(error - (there[i]?.[j]?.error ?? NaN)));
		})
	);
	const [others = NaN, loha = NaN] = largest.map((x) => x.toExponential(1));
	return `Largest difference from the CPU at the same rate and seed: ${others} for LoRA, LoKr and full ΔW, ${loha} for LoHa. Both backends round to float32 in another order; where a loss has many valleys, the last digits can decide which one a run ends in.`;
}

const about = `# Which structure fits which target

A cell is the relative error ‖ΔW − T‖² / ‖T‖² on a 64 × 64 target after training with Adam and cosine decay, s = 1 (α = r), PEFT's init; in brackets its proven floor. The learning rate is 0.02; for LoHa on the CPU the best of ${three.join(', ')}, which is named. Each cell is one \`rankscope train\`, so any of them can be repeated alone.

How to read it: LoRA, LoKr and full ΔW come down to their floors, so their errors say how well the structure fits. LoHa's floor is that of its rank alone, and training need not reach it. A seed draws another target (the identity is the only one that no seed changes) as well as another start, so numbers of two seeds, or of two programs, differ in the second digit, and more for targets of few random numbers such as 8×8 ⊗ 8×8. Who wins on which target does not depend on the seed, except where errors are close.
`;

let text = options.append ? readFileSync(options.to, 'utf8') : about;
const { backend } = options;
for (const seed of options.seeds.split(',')) {
	const reference = backend === 'cpu' ? undefined : await measured('cpu', seed, false);
	text += `\n${table(await measured(backend, seed, backend === 'cpu'), reference)}\n`;
	writeFileSync(options.to, await format(text, { parser: 'markdown' }));
	process.stderr.write(`${options.to}\n`);
}
