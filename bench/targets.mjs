/**
 * Which structure fits which target: trains the seven targets × methods of the lesson compare, each cell by the
 * command line as a reader would run it, and writes docs/targets.md, section by section. With a section of WebGPU
 * behind that of the CPU it says how far the two are apart.
 *
 *   node bench/targets.mjs [--steps 2500] [--seeds 1,2,3] [--backends cpu,webgpu] [--to docs/targets.md]
 *
 * WebGPU runs the first seed alone, at the learning rates that were best on the CPU.
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { root } from '../scripts/install.mjs';

const { values: options } = parseArgs({
	options: {
		steps: { type: 'string', default: '2500' },
		seeds: { type: 'string', default: '1,2,3' },
		backends: { type: 'string', default: 'cpu,webgpu' },
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

/** @param {string} backend @param {string} seed @param {Section} [like] whose rates are taken @returns {Promise<Section>} */
async function measured(backend, seed, like) {
	/** @type {Cell[][]} */
	const rows = [];
	for (const [i, [task, title]] of targets.entries()) {
		/** @type {Cell[]} */
		const cells = [];
		for (const [j, method] of methods.entries()) {
			const known = like?.rows[i]?.[j];
			const tried = [];
			for (const rate of known ? [known.rate] : method.rates) {
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
	return `## ${backend === 'cpu' ? 'CPU' : 'WebGPU'}, seed ${seed}

On ${rows[0]?.[0]?.adapter}.

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

/** @param {readonly Section[]} sections */
function write(sections) {
	const reference = sections.find(({ backend }) => backend === 'cpu');
	const tables = sections.map((section) => table(section, section.backend === 'cpu' ? undefined : reference));
	writeFileSync(
		options.to,
		`# Which structure fits which target

Measured on ${new Date().toISOString().slice(0, 10)} by

\`\`\`
node bench/targets.mjs --steps ${options.steps} --seeds ${options.seeds} --backends ${options.backends}
\`\`\`

A cell is the relative error ‖ΔW − T‖² / ‖T‖² on a 64 × 64 target after ${options.steps} steps of Adam with cosine decay, s = 1 (α = r), PEFT's init; in brackets its proven floor. The learning rate is 0.02; for LoHa the best of ${three.join(', ')}, which is named. Each cell is one \`rankscope train\`, so any of them can be repeated alone.

How to read it: LoRA, LoKr and full ΔW come down to their floors, so their errors say how well the structure fits. LoHa's floor is that of its rank alone, and training need not reach it. A seed draws another target (the identity is the only one that no seed changes) as well as another start, so numbers of two seeds, or of two programs, differ in the second digit; who wins on which target does not depend on it, except where errors are close.

${tables.join('\n\n')}
`
	);
	process.stderr.write(`${options.to}\n`);
}

/** @type {Section[]} */
const sections = [];
for (const backend of options.backends.split(',')) {
	const seeds = options.seeds.split(',');
	for (const seed of backend === 'cpu' ? seeds : seeds.slice(0, 1)) {
		const like = backend === 'cpu' ? undefined : sections.find((section) => section.seed === seed);
		sections.push(await measured(backend, seed, like));
		write(sections);
	}
}
