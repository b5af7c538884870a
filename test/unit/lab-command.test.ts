/** `notebook FILE.md`: the value or the error of every line, in the order of the file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findAdapters, openAdapter } from '$src/files/open';
import { openPath } from '$src/cli/disk';
import { frobeniusNorm } from '$src/math/tensor';
import { denseOf } from '$src/math/made';
import { answerOf, call } from './terminal';

const folder = mkdtempSync(join(tmpdir(), 'rankscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BOOK = `
\`\`\`control
r = 2 in 1..4
\`\`\`
\`\`\`adapter
mine = B*A + kron(C, D)
B: 16xr, A: rx16, C: 4x4, D: 4x4
\`\`\`
\`\`\`experiment
run = train(mine, task = "gaussian", steps = 40, lr = 0.05)
\`\`\`
\`\`\`expression
n = parameters(mine)
wrong = ones(2, 3) * ones(2, 3)
rank(run)
\`\`\`
`;

test('answers every line, and ends well though one has a mistake; a run is saved as the LoRA nearest to it', async () => {
	const words = [
		'notebook',
		'a.md',
		'--backend',
		'cpu',
		'--export',
		'run',
		'--to',
		join(folder, 'out'),
		'--rank',
		'3'
	];
	const answer = await answerOf(words, { 'a.md': BOOK });
	expect(answer).toMatchObject({
		cells: [
			{ name: 'r', kind: 'control', cell: 1, value: 2 },
			{ name: 'mine', kind: 'adapter', cell: 2, value: { parameters: 96, rankBound: 16 } },
			{
				name: 'run',
				kind: 'experiment',
				cell: 3,
				value: { of: 'mine', backend: { name: 'cpu' }, receipt: null }
			},
			{ name: 'n', kind: 'expression', cell: 4, value: 96 },
			{ name: 'wrong', kind: 'expression', error: { at: 40 } },
			{ name: null, kind: 'expression', cell: 4 }
		],
		export: { files: ['adapter_config.json', 'adapter_model.safetensors'], rank: 3 }
	});
	const { error, readBack } = (answer as { export: { error: number; readBack: number } }).export;
	expect(readBack).toBeLessThan(1e-5);
	const [found] = await findAdapters(await openPath(join(folder, 'out')), 'out');
	if (!found) throw new Error('expected a folder');
	const { adapter } = await openAdapter(found);
	const loaded = await adapter.modules[0]?.load();
	if (!loaded) throw new Error('expected a module');
	const { cells } = answer as { cells: { value?: { singularValues: number[] } }[] };
	const sigma = cells[2]?.value?.singularValues ?? [];
	const norm = Math.hypot(...sigma);
	expect(error).toBeCloseTo(Math.hypot(...sigma.slice(3)) / norm, 6);
	expect(frobeniusNorm(denseOf(loaded.made)) * loaded.scale).toBeCloseTo(Math.hypot(...sigma.slice(0, 3)), 4);
});

const openAdapterAt = async (path: string) => {
	const [found] = await findAdapters(await openPath(join(import.meta.dirname, '../fixtures', path)), path);
	if (!found) throw new Error('expected a folder');
	return (await openAdapter(found)).adapter.modules;
};

test('opens a module of a file beside it, with the numbers that PEFT computed', async () => {
	const path = join(import.meta.dirname, '../fixtures/peft/a.md');
	const book = [
		'```expression',
		'q = loadAdapter("lora", "layers.0.self_attn.q_proj")',
		'rank(q)',
		'norm(q.delta)',
		'parameters(q)',
		'none = loadAdapter("lora")',
		'missing = loadAdapter("nothing-there")',
		'```'
	].join('\n');
	const { code, stdout } = await call(['notebook', path], { [path]: book });
	expect(code).toBe(0);
	// test/fixtures/peft/truth.json
	expect(JSON.parse(stdout[0] ?? '')).toMatchObject({
		cells: [
			{ name: 'q', value: { dialect: 'peft', rankBound: 4, delta: { shape: [48, 48] } } },
			{ name: null, value: 4 },
			{ name: null, value: expect.closeTo(2.968458406587504, 5) as number },
			{ name: null, value: 384 },
			{ name: 'none', error: { message: expect.stringContaining('got 12 of them; name one of') as string } },
			{ name: 'missing', error: { message: expect.stringContaining('nothing-there') as string } }
		]
	});
});

test('says of a module of DoRA that what is there is s·BA alone', async () => {
	const path = join(import.meta.dirname, '../fixtures/peft21/a.md');
	const linear = (await openAdapterAt('peft21/lora-dora')).find(({ layout }) => layout.shape.length === 2);
	const name = linear?.name ?? '';
	const book = ['```expression', `q = loadAdapter("lora-dora", "${name}")`, '```'].join('\n');
	const { stdout } = await call(['notebook', path], { [path]: book });
	expect(JSON.parse(stdout[0] ?? '')).toMatchObject({ cells: [{ value: { method: 'lora', dora: true } }] });
});

test.each([['words alone'], [''], ['```expression\n1'], ['```python\n1\n```\n']])(
	'a file that is no notebook is refused: %j',
	async (text) => {
		const { code, stdout, stderr } = await call(['notebook', 'a.md'], { 'a.md': text });
		expect([code, stdout]).toEqual([2, []]);
		expect(stderr.at(-1)).toMatch(/^notebook: expected Markdown with a fence .* got .*; /);
	}
);

test('what is saved is a run of the notebook', async () => {
	const save = (...more: string[]) =>
		call(['notebook', 'a.md', ...more], { 'a.md': '```expression\nx = 1\n```' });
	expect((await save('--export', 'x')).code).toBe(2);
	expect((await save('--export', 'x', '--to', folder)).stderr.at(-1)).toContain('which is number');
	expect((await save('--export', 'y', '--to', folder)).stderr.at(-1)).toContain('not there');
});
