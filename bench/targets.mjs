/**
 * Which structure fits which target: trains the seven targets × methods of the lesson compare, best of a stated set
 * of learning rates, each cell by the command line as a reader would run it, and writes docs/targets.md.
 *
 *   node bench/targets.mjs [--steps 2500] [--seed 1] [--backends cpu,webgpu] [--to docs/targets.md]
 */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { root } from '../scripts/install.mjs';

const { values: options } = parseArgs({
	options: {
		steps: { type: 'string', default: '2500' },
		seed: { type: 'string', default: '1' },
		backends: { type: 'string', default: 'cpu,webgpu' },
		to: { type: 'string', default: join(root, 'docs/targets.md') }
	}
});

const rates = ['0.01', '0.02', '0.03'];

/** @type {readonly (readonly [task: string, title: string])[]} */
const targets = [
	['identity', 'identity'],
	['gaussian', 'Gaussian'],
	['low-rank:8', 'rank 8'],
	['kron:2x2', '2×2 ⊗ 32×32'],
	['kron:8x8', '8×8 ⊗ 8×8'],
	['block:8', 'block-diagonal, 8 blocks of 8×8'],
	['hadamard:4', 'planted LoHa, r = 4']
];

/** A rank of 64 leaves both blocks of LoKr full, as PEFT has it. */
const methods = [
	{ title: 'LoRA 8', args: ['--method', 'lora', '--rank', '8'] },
	{ title: 'LoHa 4', args: ['--method', 'loha', '--rank', '4'] },
	{ title: 'LoKr 2×2⊗32×32', args: ['--method', 'lokr', '--rank', '64', '--factor', '2'] },
	{ title: 'LoKr 8×8⊗8×8', args: ['--method', 'lokr', '--rank', '64', '--factor', '8'] },
	{ title: 'LoRA 16', args: ['--method', 'lora', '--rank', '16'] },
	{ title: 'LoHa 8', args: ['--method', 'loha', '--rank', '8'] },
	{ title: 'full', args: ['--method', 'full'] }
];

/**
 * @typedef {{ error: number, floor: number | null, parameters: number, rank: number, rate: string, adapter: string }} Cell
 */

const run = promisify(execFile);

/** @param {readonly string[]} method @param {string} task @param {string} rate @param {string} backend @returns {Promise<Cell>} */
async function trained(method, task, rate, backend) {
	const args = ['train', ...method, '--out', '64', '--in', '64', '--task', task, '--steps', options.steps];
	const settings = ['--lr', rate, '--schedule', 'cosine', '--seed', options.seed, '--backend', backend];
	const script = join(root, 'scripts/rankscope.mjs');
	const { stdout } = await run(process.execPath, [script, ...args, ...settings], { maxBuffer: 2 ** 26 });
	const { error, floor, parameters, rank, backend: used } = JSON.parse(stdout);
	return { error, floor, parameters, rank, rate, adapter: used.adapter };
}

/** The best of the rates, by error. @param {readonly string[]} method @param {string} task @param {string} backend */
async function best(method, task, backend) {
	/** @type {Cell | undefined} */
	let found;
	for (const rate of rates) {
		const cell = await trained(method, task, rate, backend);
		if (!found || cell.error < found.error) found = cell;
	}
	if (!found) throw new Error('no learning rates');
	return found;
}

/** Three digits, and 0 below a millionth. @param {number} x */
const written = (x) => (x < 1e-6 ? '0' : x < 0.001 ? x.toExponential(1) : x.toFixed(3).replace(/^0/, ''));

/** @param {string} backend @returns {Promise<string>} a Markdown section */
async function section(backend) {
	const rows = [];
	let [adapter, parameters] = ['', /** @type {number[]} */ ([])];
	for (const [task, title] of targets) {
		const cells = [];
		for (const { title: name, args } of methods) {
			const cell = await best(args, task, backend);
			process.stderr.write(
				`${backend} ${title} ${name}: ${cell.error} (lr ${cell.rate}, floor ${cell.floor})\n`
			);
			adapter = cell.adapter;
			cells.push(cell);
		}
		parameters = cells.map((cell) => cell.parameters);
		const texts = cells.map(
			({ error, floor, rate }) => `${written(error)} (≥ ${floor === null ? '–' : written(floor)}) · ${rate}`
		);
		rows.push(`| ${title} | ${texts.join(' | ')} |`);
	}
	const heads = methods.map(({ title }, i) => `${title}, ${parameters[i]} numbers`);
	return [
		`## ${backend === 'cpu' ? 'CPU' : 'WebGPU'}`,
		'',
		`On ${adapter}.`,
		'',
		`| target | ${heads.join(' | ')} |`,
		`|---|${heads.map(() => '---').join('|')}|`,
		...rows
	].join('\n');
}

const backends = options.backends.split(',');
const sections = [];
for (const backend of backends) sections.push(await section(backend));

writeFileSync(
	options.to,
	`# Which structure fits which target

Measured on ${new Date().toISOString().slice(0, 10)} by

\`\`\`
node bench/targets.mjs --steps ${options.steps} --seed ${options.seed} --backends ${options.backends}
\`\`\`

A cell is the relative error ‖ΔW − T‖² / ‖T‖² on a 64 × 64 target after ${options.steps} steps of Adam with cosine decay, s = 1
(α = r), PEFT's init, seed ${options.seed}: the best of the learning rates ${rates.join(', ')}, which is named behind the dot. In
brackets the proven floor. Each cell is one \`rankscope train\`, so any of them can be repeated alone.

${sections.join('\n\n')}
`
);
process.stderr.write(`${options.to}\n`);
