/** Networks on the command line: `train --problem …`, its receipt again, its adapter as PEFT saves it, and what is refused. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerOf, call } from './terminal';

const short = ['--steps', '6', '--batch', '4', '--backend', 'cpu', '--seed', '3'];

describe('train --problem', () => {
	test.each(['mlp', 'cnn', 'transformer'])(
		'%s answers with modules and metrics before and after, and its receipt replays to the same bits',
		async (problem) => {
			const answer = await answerOf(
				`train --problem ${problem} --modules all-linear --method lora --rank 2`.split(' ').concat(short)
			);
			expect(answer).toMatchObject({ problem, method: 'lora', steps: 6, error: null, floor: null });
			const modules = answer['modules'] as {
				name: string;
				parameters: number;
				rank: number;
				rankBound: number;
			}[];
			expect(modules.length).toBeGreaterThan(1);
			for (const { rank, rankBound } of modules) expect([rank, rankBound]).toEqual([2, 2]);
			expect(modules.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(answer['parameters']);
			const { before, after } = answer['metrics'] as Record<'before' | 'after', Record<string, number>>;
			expect(Object.keys(after)).toEqual(Object.keys(before));
			expect(after['loss']).toBeLessThan(before['loss'] ?? NaN);
			const again = await answerOf(['replay', String(answer['receipt'])]);
			expect(again).toMatchObject({ identical: true, metrics: answer['metrics'] });
		},
		240_000
	);

	test('an unknown module gets the list of those that there are, and no trace', async () => {
		const outcome = await call([
			'train',
			'--problem',
			'mlp',
			'--method',
			'lora',
			'--modules',
			'fc9',
			...short
		]);
		expect(outcome).toEqual({
			code: 2,
			stdout: [],
			stderr: ['modules: expected some of fc1, fc2, head, all-linear or all, got fc9; try all-linear']
		});
	});

	test('wants a task or a problem, one of them, and a map of ranks wants one layer', async () => {
		for (const [words, said] of [
			['train --method lora', /exactly one of --task --problem, got neither/],
			['train --method lora --task identity --problem mlp', /got --task and --problem; leave one out/],
			['train --method lora --problem resnet', /expected one of mlp, cnn, transformer, got resnet/],
			['sweep --method loha --task mlp-rotated', /sweep: expected a task of one layer, got mlp-rotated/]
		] as const) {
			const { code, stdout, stderr } = await call(words.split(' '));
			expect([code, stdout]).toEqual([2, []]);
			expect(stderr.join('\n')).toMatch(said);
		}
	});

	test('another task of the network is chosen by its name', async () => {
		const answer = await answerOf([
			'train',
			'--task',
			'mlp-unseen',
			'--method',
			'lokr',
			'--modules',
			'fc2',
			...short
		]);
		expect(answer).toMatchObject({
			problem: 'mlp',
			task: 'mlp-unseen',
			metrics: { before: { accuracy: 0 } }
		});
	});
});

test('the adapter of a network is saved with the names of its modules, and read back as what was trained', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'rankscope-'));
	try {
		const trained = await answerOf(
			'train --problem transformer --modules q,v --method lora --rank 2'.split(' ').concat(short)
		);
		const saved = await answerOf(['export', String(trained['receipt']), '--to', folder]);
		expect(saved).toMatchObject({ readBack: { same: true } });
		const { modules } = await answerOf(['inspect', folder]);
		expect((modules as { name: string }[]).map(({ name }) => name)).toEqual([
			'layers.0.q',
			'layers.0.v',
			'layers.1.q',
			'layers.1.v'
		]);
	} finally {
		await rm(folder, { recursive: true });
	}
}, 240_000);
