/** Adapters whose start changed the base weight: nothing is made of them that would be another model on the base as it was. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Files } from '$src/files/source';
import { answerTool } from '$src/inspect/tools/answer';
import type { Place, ToolAnswer, ToolQuestion } from '$src/inspect/tools/protocol';
import { peftFolder } from './adapterFiles';
import { answerOf, call } from './terminal';

const parent = mkdtempSync(join(tmpdir(), 'rankscope-'));
afterAll(() => rmSync(parent, { recursive: true }));
let count = 0;
const empty = (): string => join(parent, String(count++));

const factors = (b: number) => ({
	'q.lora_A.weight': [
		[3, 0, 4],
		[0, 5, 0]
	],
	'q.lora_B.weight': [
		[b, 0],
		[0, 2]
	]
});
const started = (config: object, b = 1): Files => peftFolder({ r: 2, lora_alpha: 2, ...config }, factors(b));
const placeOf = async (files: Files): Promise<Place> => ({
	files: await Promise.all(
		[...files].map(async ([path, source]) => ({
			path,
			file: new File([Uint8Array.from(await source.read(0, source.size))], path)
		}))
	),
	pick: null,
	alpha: null
});
const asked = async (question: ToolQuestion): Promise<ToolAnswer | undefined> => {
	const answers: ToolAnswer[] = [];
	await answerTool(question, (answer) => answers.push(answer), new AbortController().signal);
	return answers.at(-1);
};

describe.each([
	[{ init_lora_weights: 'pissa' }, /init_lora_weights is pissa.*path_initial_model_for_weight_conversion/],
	[{ init_lora_weights: 'pissa_niter_16' }, /path_initial_model_for_weight_conversion/],
	[{ init_lora_weights: 'olora' }, /init_lora_weights is olora.*path_initial_model_for_weight_conversion/],
	[{ init_lora_weights: 'corda' }, /path_initial_model_for_weight_conversion/],
	[{ init_lora_weights: 'lora_ga' }, /path_initial_model_for_weight_conversion/],
	[{ init_lora_weights: 'loftq' }, /loftq[^,]*, and .*; if your base is stored as changed/],
	[{ kasa_config: {} }, /kasa_config is set/]
])('an adapter with %j', (config, sentence) => {
	test.each([
		['resize', ['resize', 'x', '--rank', '1']],
		['resize to a LoKr', ['resize', 'x', '--lokr-factor', '2']],
		['merge', ['merge', 'x', 'plain', '--weights', '0.5,0.5']]
	])('is refused by %s with what to do, and nothing is written', async (_, words) => {
		const to = empty();
		const folders = { x: started(config), plain: started({}) };
		const { code, stdout, stderr } = await call([...words, '--to', to], {}, undefined, folders);
		expect([code, stdout]).toEqual([2, []]);
		expect(stderr.join('\n')).toMatch(sentence);
		expect(readdirSync(parent)).not.toContain(to.slice(parent.length + 1));
	});

	test('is refused on the page too, cut or as a LoKr', async () => {
		const place = await placeOf(started(config));
		const cut = { keep: { rank: 1 }, alpha: null, name: 'x' } as const;
		for (const question of [
			{ kind: 'remake', terms: [{ place, weight: 1 }], ...cut },
			{ kind: 'lokr', place, factor: 2, name: 'x' }
		] as const)
			expect(await asked(question)).toMatchObject({
				kind: 'refused',
				note: { kind: 'base-changed-alone' }
			});
	});
});

test.each([true, false, 'gaussian', 'eva', 'orthogonal', 'mica'])(
	'a start that leaves the base weight as it was, %j, is cut as ever',
	async (init) => {
		const words = ['resize', 'x', '--rank', '1', '--to', empty()];
		const { modules } = await answerOf(words, {}, { x: started({ init_lora_weights: init }) });
		// σ are 10 and 5: B has columns of lengths 1 and 2, A has orthogonal rows of length 5.
		expect(modules).toMatchObject([{ name: 'q', rank: 1, error: expect.closeTo(5 / Math.hypot(5, 10), 9) }]);
	}
);

test('of a trained one less its start, what both took out of the base cancels: the difference is written', async () => {
	const to = empty();
	const folders = {
		trained: started({ init_lora_weights: 'pissa' }, 4),
		start: started({ init_lora_weights: 'pissa' }, 1)
	};
	await answerOf(['merge', 'trained', 'start', '--weights', '1,-1', '--to', to], {}, folders);
	const { modules } = await answerOf(['inspect', to]);
	// (4 − 1)·‖(3, 0, 4)‖
	expect(modules).toMatchObject([{ rank: 1, frobenius: expect.closeTo(15, 4) }]);
});
