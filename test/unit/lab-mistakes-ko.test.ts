/** A mistake in a cell is said to a Korean reader in Korean, whatever it is that was mistaken. */
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '$src/compute/cpu/backend';
import type { CellKind } from '$src/lab/notebook';
import { mistakeKo } from '$src/lab/page/mistakes.ko';
import { mistakeText } from '$src/lab/page/problems';
import { labSession } from '$src/lab/session';
import { trainHere } from '$src/lab/trainHere';

const select = () => Promise.resolve({ backend: cpuBackend(), refused: [] });

/** What is said of the last cell, which is the only one with a mistake. */
async function saidOf(...cells: readonly (readonly [kind: CellKind, text: string])[]) {
	const session = labSession({ train: trainHere(select), onChange: () => undefined });
	session.setNotebook({ cells: cells.map(([kind, text], n) => ({ id: `c${n}`, kind, text })) });
	await session.settled();
	const error = session.lines().find((line) => line.error)?.error;
	session.dispose();
	if (!error) throw new Error('expected a mistake, got none');
	return { ...mistakeText(error, cells.at(-1)?.[1] ?? '', 'ko'), message: error.message };
}

/** Words that no name, sign or setting of the language is. */
const english =
	/(?<![\w.])(?:an|the|that|which|with|for|of|from|than|or|and|none|nothing|expected|got|write|such|as)(?![\w.])/;

describe('of an expression', () => {
	test.each([
		'1 +',
		'(2 + 3',
		'2 % 3',
		'"abc" + 1',
		'foo',
		'rank()',
		'rank("abc")',
		'rank(1, 2)',
		'best(identity(4), 9)',
		'best(identity(4), 1.5)',
		'identity(0)',
		'identity("abc")',
		'zeros(4)',
		'zeros(4096, 4097)',
		'zeros(4096, 4096)',
		'gaussian(2, 2, seed = -1)',
		'gaussian(2, 2, size = 1)',
		'gaussian(2, 2, seed = 1, seed = 2)',
		'sqrt(x = 1)',
		'identity(3) * identity(4)',
		'identity(3) + identity(4)',
		'identity(3) .* ones(3, 2)',
		'1 / identity(3)',
		'identity(3)^2',
		'sqrt(identity(3))',
		'tr(ones(2, 3))',
		'kron(1, identity(2))',
		'khatrirao(ones(2, 2), ones(3, 2))',
		'sqrt(1, 2)',
		'max()',
		'8..1',
		'identity(3).foo',
		'list(1, "abc")',
		'matrix("1 2; 3")',
		'target("kron:5x3", 16, 16)',
		'target("low-rank:9", 4, 4)',
		'target("block:3", 16, 16)',
		'target(1, 16, 16)',
		'parameters(3)',
		'parameters(lora, rank = 0)',
		'parameters(lora, rank = "abc")',
		'parameters(lora, factor = 2)',
		'loadAdapter("a.safetensors")',
		'svd = 3',
		'3x = 4',
		'a = b = 3'
	])('%s', async (text) => {
		const { what, detail, message } = await saidOf(['expression', text]);
		expect(detail, message).toBe('');
		expect(what).toMatch(/[가-힣]/);
		expect(what).not.toMatch(english);
	});
});

describe('of the other cells', () => {
	const adapter = ['adapter', 'own = B*A\nB: 8x2 zeros, A: 2x8'] as const;
	const mistaken: readonly (readonly [CellKind, string])[] = [
		['control', 'r'],
		['control', 'r = 3'],
		['control', 'r = 9 in 1..8'],
		['control', 'r = 3 in 8..1'],
		['control', 'task = "x" in "a", "b"'],
		['adapter', 'B*A'],
		['adapter', 'mine = B*A'],
		['adapter', 'mine = B*A\nB: 8x2, A: 3x8'],
		['adapter', 'mine = B*A\nB: 8x2, A: 2x8, C: 2x2'],
		['adapter', 'mine = B*A\nB: 8x2, A: 2x8, A: 2x8'],
		['adapter', 'mine = B*A\nB: 8, A: 2xq'],
		['adapter', 'mine = B*A\nB: 8x2 often, A: 2x8'],
		['adapter', 'mine = B*A\nB 8x2, A: 2x8'],
		['adapter', 'mine = B*A\nB: 8x2 frozen, A: 2x8 frozen'],
		['adapter', 'mine = tr(B)\nB: 8x8'],
		['adapter', 'mine = W0 .* (B*A)\nB: 8x2, A: 2x8, W0: 4x4'],
		['experiment', 'run = train(own, steps = 0)'],
		['experiment', 'run = train(own, lr = "a")'],
		['experiment', 'run = train(own, optimizer = "x")'],
		['experiment', 'run = train(own, rank = 2)'],
		['experiment', 'run = train(own, task = "x")'],
		['experiment', 'run = train(own, task = identity(4))'],
		['experiment', 'run = train(own, task = "mlp-rotated")'],
		['expression', 'target("mlp-rotated", 8, 8)'],
		['experiment', 'run = train(own, lr = 10, steps = 400, optimizer = "sgd")'],
		['experiment', 'run = train(3)'],
		['experiment', 'all = sweep(own)'],
		['experiment', 'all = sweep(own, seed = 1..2000)'],
		['experiment', 'all = race(lora)'],
		['figure', 'rank(own)'],
		['figure', 'losses(own)'],
		['figure', 'curve(own)'],
		['figure', 'spectrum(own)'],
		['figure', 'heatmap("abc")'],
		['figure', 'spectrum(identity(3)), 4']
	];
	test.each(mistaken)('%s: %s', async (kind, text) => {
		const { what, detail, message } = await saidOf(adapter, [kind, text]);
		expect(detail, message).toBe('');
		expect(what).toMatch(/[가-힣]/);
		expect(what).not.toMatch(english);
	});
});

test.each([
	['too long a line', `1${' + 1'.repeat(3000)}`],
	['too many lines', '1\n'.repeat(300)],
	['no number', '1 / 0'],
	['no finite element', 'ones(2, 2) / 0'],
	['too large a decomposition', 'nearestKron(ones(1024, 1024), 32, 32)'],
	['more than the memory holds', Array.from({ length: 33 }, () => 'zeros(1024, 1024)').join('\n')],
	['too many words', `a${'+a'.repeat(600)}`]
])('%s', async (_, text) => {
	const { what, detail, message } = await saidOf(['expression', text]);
	expect(detail, message).toBe('');
	expect(what).not.toMatch(english);
});

test('brackets that go down too far for the engine at hand', () => {
	expect(
		mistakeKo('expected a formula, got too much inside each other; look at the brackets, and at signs')
	).toMatch(/괄호/);
});

test.each([
	'mine = own + C*D\nC: 8x2, D: 3x8',
	'mine = own + rival\nrival: 4x4',
	'mine = own + lora',
	'mine = own + ownB*C\nownB: 8x2, C: 2x8',
	`mine = ${Array.from({ length: 90 }, () => 'own').join(' + ')}`
])('of an adapter that names another: %s', async (text) => {
	const { what, detail, message } = await saidOf(['adapter', 'own = B*A\nB: 8x2, A: 2x8'], ['adapter', text]);
	expect(detail, message).toBe('');
	expect(what).toMatch(/[가-힣]/);
	expect(what).not.toMatch(english);
});

test('of a run that would fill the memory', async () => {
	const text = 'own = A + B + C\nA: 4096x4096, B: 4096x4096, C: 4096x4096';
	const run = ['experiment', 'train(own, task = "gaussian")'] as const;
	const { what, detail, message } = await saidOf(['adapter', text], run);
	expect(detail, message).toBe('');
	expect(message).toMatch(/numbers while it trains, got \d+/);
	expect(what).toMatch(/[가-힣]/);
	expect(what).not.toMatch(english);
});

test.each([
	['train(lora, problem = "mlp")', /네트워크를 학습하는 과제입니다: mlp/],
	['train(lora, task = "cnn")', /네트워크를 학습하는 과제입니다: cnn/],
	['train(lora, task = "mlp-rotated")', /네트워크를 학습하는 과제입니다: mlp-rotated/],
	['train(lora, problem = "identity")', /task = "identity"/]
])('of a network, which the lab does not train: %s', async (text, wanted) => {
	const { what, detail } = await saidOf(['experiment', text]);
	expect(detail).toBe('');
	expect(what).toMatch(wanted);
});

test('of a layer that is larger than any that is trained', async () => {
	const { what, detail } = await saidOf(['experiment', 'train(lora, out = 8192, in = 8192)']);
	expect(detail).toBe('');
	expect(what).toMatch(/8192 × 8192/);
});

test('a letter of an adapter without a shape is told how to have one', async () => {
	const { what } = await saidOf(['adapter', 'mine = B*A\nB: 8x2']);
	expect(what).toContain('A: 64x8');
});

test('what has no Korean stays English as a whole', () => {
	expect(mistakeKo('rank: expected the moon, got a matrix 2 × 2; write rank(M)')).toBeNull();
	expect(mistakeKo('rank: expected a matrix, got the moon and the stars')).toBeNull();
	expect(mistakeKo('something else')).toBeNull();
});

test('what was written is said as it was written', () => {
	expect(mistakeKo('best: expected a matrix, got the text "$1 of it"; write best(M, k)')).toContain(
		'“$1 of it”'
	);
});
