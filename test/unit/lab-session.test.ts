/** An open notebook: what its cells come to, what reruns, and what is said where something is wrong. */
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '$src/compute/cpu/backend';
import { runNotebook } from '$src/lab/answer';
import { parseNotebook } from '$src/lab/notebook';
import { labSession, type CellState, type LabSession } from '$src/lab/session';
import type { AdapterValue } from '$src/lab/value';
import { trainHere } from '$src/lab/trainHere';

const select = () => Promise.resolve({ backend: cpuBackend(), refused: [] });

/** A notebook that has come to rest: its cells in order. */
async function ran(markdown: string): Promise<readonly CellState[]> {
	const session = labSession({ train: trainHere(select), onChange: () => undefined });
	const { notebook } = parseNotebook(markdown);
	session.setNotebook(notebook);
	await session.settled();
	const states = notebook.cells.map(({ id }) => session.state(id));
	session.dispose();
	return states;
}

const cell = (kind: string, ...lines: readonly string[]): string =>
	['```' + kind, ...lines, '```', ''].join('\n');

const expressions = (...lines: readonly string[]) => ran(cell('expression', ...lines));

/** What one adapter cell comes to. */
async function madeOf(text: string): Promise<AdapterValue> {
	const [state] = await ran(cell('adapter', text));
	const value = state?.values[0]?.value;
	if (value?.kind !== 'adapter') throw new Error(state?.error?.message ?? 'expected an adapter');
	return value;
}

const numbersOf = (state: CellState | undefined): Record<string, number> =>
	Object.fromEntries(
		(state?.values ?? []).map(({ name, value }) => [name, value.kind === 'number' ? value.value : NaN])
	);

describe('the notebook of the issue', () => {
	const markdown = [
		'# An adapter of my own',
		cell('control', 'r = 3 in 1..8'),
		cell(
			'adapter',
			'hybrid = (A*B) .* (C*D) + kron(E, F)',
			'A: 64xr, B: rx64, C: 64xr, D: rx64, E: 8x8, F: 8x8'
		),
		cell('experiment', 'run = train(hybrid, task = "identity", steps = 60, lr = 0.02, seed = 3)'),
		cell('expression', 'rho = rank(run.delta)', 'n = parameters(hybrid)'),
		cell('figure', 'spectrum(run), against = rankBound(hybrid)')
	].join('\n');

	test('shape, count, bound, run and figure are those of its formula', async () => {
		const [text, control, adapter, experiment, expression, figure] = await ran(markdown);
		expect(text?.status).toBe('done');
		expect(control?.controls).toEqual([{ name: 'r', kind: 'number', value: 3, min: 1, max: 8, step: 1 }]);
		expect(adapter?.error).toBeNull();
		const [made] = adapter?.values ?? [];
		expect(made?.value).toMatchObject({ parameters: 4 * 64 * 3 + 128, rankBound: 64, shape: [64, 64] });
		expect(experiment?.error).toBeNull();
		const [run] = experiment?.values ?? [];
		if (run?.value.kind !== 'run') throw new Error('expected a run');
		expect(run.value.result.losses).toHaveLength(60);
		expect(run.value.result.losses.at(-1)).toBeLessThan(run.value.result.losses[0] ?? 0);
		expect(expression?.error).toBeNull();
		expect(numbersOf(expression)['n']).toBe(4 * 64 * 3 + 128);
		expect(numbersOf(expression)['rho']).toBe(run.value.result.modules[0]?.rank);
		expect(figure?.values[0]?.value).toMatchObject({
			kind: 'figure',
			figure: { type: 'spectrum', against: [64] }
		});
	});

	test('why its bound holds is said: the rule of each op', async () => {
		const [, , adapter] = await ran(markdown.replace('60', '2'));
		const [made] = adapter?.values ?? [];
		if (made?.value.kind !== 'adapter') throw new Error('expected an adapter');
		expect(made.value.why.map(({ op, bound, rule, depth }) => [op, bound, rule, depth])).toEqual([
			['add', 64, 'shape', 0],
			['hadamard', 9, 'op', 1],
			['matmul', 3, 'op', 2],
			['leaf', 3, 'shape', 3],
			['leaf', 3, 'shape', 3],
			['matmul', 3, 'op', 2],
			['leaf', 3, 'shape', 3],
			['leaf', 3, 'shape', 3],
			['kron', 64, 'op', 1],
			['leaf', 8, 'shape', 2],
			['leaf', 8, 'shape', 2]
		]);
	});

	test('of sides that share a factor, that is the reason, and not the product of their bounds', async () => {
		const made = await madeOf("mine = (X*Y') .* (X*Z')\nX: 32x4, Y: 32x4, Z: 32x4");
		expect(made.why[0]).toMatchObject({ op: 'hadamard', bound: 10, rule: 'tied', from: [4, 4] });
		const free = await madeOf("mine = (X*Y') .* (V*Z')\nX: 32x4, Y: 32x4, V: 32x4, Z: 32x4");
		expect(free.why[0]).toMatchObject({ bound: 16, rule: 'op' });
	});

	test('each gradient says of which factor it is, and of two letters that are one axis that they are', async () => {
		const made = await madeOf('mine = kron(A, B)\nA: 2x3, B: 4x5');
		expect(made.gradients.map(({ tex }) => tex.replaceAll(/\\htmlData\{[^}]*\}/g, ''))).toEqual([
			String.raw`\frac{\partial L}{\partial A} = \left[\sum_{k,l} {G}_{(ik)(jl)}\,{{B}}_{kl}\right]_{ij}`,
			String.raw`\frac{\partial L}{\partial B} = \left[\sum_{i,j} {G}_{(ik)(jl)}\,{{A}}_{ij}\right]_{kl}`
		]);
	});

	test.each([
		['B*A/2', ['B', 'A']],
		['(A*B + C*D)/2', ['A', 'B', 'C', 'D']],
		['(A*B) ./ N', ['A', 'B']]
	])('what is divided starts at zero as what is not: %s', async (formula, letters) => {
		const shapes: Readonly<Record<string, string>> = { B: '4x4', A: '4x4', C: '4x4', D: '4x4', N: '4x4 1' };
		const declared = [...letters, ...(formula.includes('N') ? ['N'] : [])];
		const made = await madeOf(
			`mine = ${formula}\n${declared.map((x) => `${x}: ${shapes[x] ?? ''}`).join(', ')}`
		);
		expect(made.adapter.factors.filter(({ start }) => start === 'zeros')).toHaveLength(
			formula.includes('+') ? 2 : 1
		);
	});
});

describe('a line', () => {
	test('may read a later one, and names of other scripts', async () => {
		const [state] = await expressions('b = 2a + 손실', 'a = 3', '손실 = 0.5', 'c = r_1^2', 'r₁ = 4');
		expect(state?.error).toBeNull();
		expect(numbersOf(state)).toEqual({ b: 6.5, a: 3, 손실: 0.5, c: 16, r1: 4 });
	});

	test.each([
		['x = kron(zeros(2, 3), ones(4, 5))', 'x.rows', 8],
		['x = identity(4) .* 3 ones(4, 4)', 'rank(x)', 4],
		["x = gaussian(6, 2) * gaussian(6, 2, seed = 2)'", 'rank(x)', 2],
		['x = best(gaussian(6, 5), 3)', 'rank(x)', 3],
		['x = nearestKron(kron(gaussian(2, 2), gaussian(3, 3)), 2, 2)', 'floor(1e9 x.error)', 0],
		['x = matrix("1 2; 3 4")', 'trace(x)', 5],
		['x = khatrirao(ones(3, 2), ones(3, 2))', 'x.columns', 4],
		['x = diag(ones(3, 1)) * ones(3, 2)', 'norm(x)^2', 6],
		['x = svd(gaussian(5, 4))', "norm(x.U * diag(x.sigma) * x.V' - gaussian(5, 4)) < 1e-12", 1],
		['x = target("low-rank:2", 8, 8, seed = 3)', 'rank(x)', 2],
		['x = 1', 'parameters(lora, out = 1000, in = 1000, rank = 10)', 20000],
		['x = 1', 'rankBound(loha, out = 1000, in = 1000, rank = 10)', 100],
		['x = min(3, 2) + max(1, 4) # and a comment', 'x', 6],
		['x = (1 +\n  2)', 'x', 3]
	])('%s, then %s is %d', async (first, second, wanted) => {
		const [state] = await expressions(first, `y = ${second}`);
		expect(state?.error).toBeNull();
		expect(numbersOf(state)['y']).toBeCloseTo(wanted, 6);
	});

	test.each([
		['zeros(2, 3) * zeros(2, 3)', '2 × 3 * 2 × 3', 12],
		['zeros(2, 3) + zeros(3, 2)', '2 × 3 + 3 × 2', 12],
		['kron(3, zeros(2, 2))', 'two matrices', 0],
		['rank("a")', 'rank: expected a matrix, got the text', 5],
		['rank(1, 2)', '1 arguments, got 2', 0],
		['zeros(5000, 2)', 'from 1 to 4096', 6],
		['zeros(4000, 4000)', 'at most 1048576', 0],
		['kron(ones(600, 600), ones(600, 600))', 'at most 1048576 elements', 0],
		['ones(1000, 1000) * ones(1000, 1000)', 'operations', 17],
		['1 +', 'formula', 3],
		['train(lora, steps = 0)', 'steps: expected an integer from 1', 20],
		['train(lora, speed = 3)', 'expected settings among', 20],
		['train(lora, factor = 3)', 'which lora does not have', 21],
		['train(lora, task = "kron:7x7", out = 64, steps = 1)', 'expected a divisor', 0],
		['train(lora, task = "mlp-rotated")', 'a task of one layer', 19],
		['1..0', 'ascends', 1],
		['sweep(lora, steps = 3)', 'one or two ranges', 0],
		['loadAdapter("x.safetensors")', 'open it first', 0],
		['spectrum(1..8)', 'expected a matrix, got a range', 10],
		['constructor', 'got constructor; define it', 0],
		['invalidation', 'got invalidation; define it', 0],
		['__proto__', '', 0],
		['lora.constructor', 'expected something with parts', 5]
	])('that does not fit says what and where: %s', async (text, message, at) => {
		const [state] = await expressions(text);
		expect(state?.status).toBe('failed');
		expect(state?.error?.message).toContain(message);
		expect(state?.error?.at ?? 0).toBe(at);
	});
});

describe('a notebook that is too much', () => {
	test('of a thousand lines with one name says so at each of them, at once', async () => {
		const cells = await ran(
			Array.from({ length: 10 }, () => cell('expression', 'a = 1\n'.repeat(150))).join('\n')
		);
		expect(cells).toHaveLength(10);
		for (const { error } of cells) expect(error).toMatchObject({ reason: 'twice', names: ['a'] });
	}, 20_000);

	test('of a circle of four hundred names tells the first of them', async () => {
		const lines = Array.from({ length: 400 }, (_, n) => `v${n} = v${(n + 1) % 400}`);
		const parts = Array.from({ length: 2 }, (_, n) =>
			cell('expression', ...lines.slice(200 * n, 200 * n + 200))
		);
		const [first] = await ran(parts.join('\n'));
		expect(first?.error?.reason).toBe('circle');
		expect(first?.error?.message.length).toBeLessThan(200);
	}, 20_000);

	test('runs its first lines, and says of the others that there are too many', async () => {
		const cells = await ran(
			Array.from({ length: 30 }, () => cell('expression', '1\n'.repeat(190))).join('\n')
		);
		expect(cells[0]?.error).toBeNull();
		expect(cells.at(-1)?.error?.message).toMatch(/at most 4000 lines/);
	}, 20_000);

	test.each(['*', '+', '.*', '-'])(
		'of shapes that do not fit names its line, %s and both shapes',
		async (sign) => {
			const [state] = await expressions('left = ones(2, 3)', `wrong = left ${sign} ones(4, 5)`);
			expect(state?.error?.message).toMatch(/^wrong: expected .+; /);
			expect(state?.error?.message).toContain(`, got 2 × 3 ${sign} 4 × 5; `);
		}
	);

	test('does not fill the memory: what does not fit any more says so', async () => {
		const cells = await ran(
			cell('expression', ...Array.from({ length: 34 }, (_, n) => `m${n} = zeros(1024, 1024)`))
		);
		expect(cells[0]?.values.length).toBe(32);
		expect(cells[0]?.error?.message).toMatch(/^m\d+: expected values of at most/);
	});

	test('of controls and adapters, too, has lines of bounded length', async () => {
		const long = '1'.repeat(19_000);
		const [control, adapter] = await ran(
			cell('control', `r = ${long}`) + cell('adapter', 'm = A*B', `A: ${long}x2`)
		);
		expect(control?.error?.message).toMatch(/at most 1000 characters/);
		expect(adapter?.error?.message).toMatch(/at most 1000 characters/);
	});

	test('writes down no gradient that nobody could read: of a product of hundreds of factors it has millions of signs', async () => {
		const product = Array.from({ length: 300 }, () => 'A').join('*');
		const [long, short] = await ran(
			cell('adapter', `m = ${product}`, 'A: 4x4') + cell('adapter', 'n = A*A', 'A: 4x4')
		);
		const texts = [long, short].map((state) => {
			const made = state?.values[0]?.value;
			return made?.kind === 'adapter' ? made.gradients.map(({ tex }) => tex.length > 0) : null;
		});
		expect(texts).toEqual([[false], [true]]);
	});

	test('of an adapter of millions of rows is answered before anybody looks for blocks of each size', async () => {
		const [, race] = await ran(
			cell('adapter', 'm = B*A', 'B: 16777213x1, A: 1x1') + cell('experiment', 'race(m, steps = 1)')
		);
		expect(race?.error?.message).toMatch(/expected/);
	}, 20_000);

	test('of brackets in brackets is told in words of its own', async () => {
		const [deep] = await expressions(`${'('.repeat(490)}1${')'.repeat(490)}`);
		expect(deep?.error?.message ?? '').not.toMatch(/stack/);
	});

	test('can be stopped within a line of many parts', async () => {
		const session = labSession({ train: trainHere(select), onChange: () => undefined });
		const line = Array.from({ length: 60 }, () => 'rank(1 * M)').join(' + ');
		const { notebook } = parseNotebook(
			cell('expression', 'M = gaussian(256, 256)') + cell('expression', line)
		);
		session.setNotebook(notebook);
		const id = notebook.cells[1]?.id ?? '';
		while (session.state(id).status !== 'running') await new Promise((turn) => setImmediate(turn));
		session.stop(id);
		await session.settled();
		expect(session.state(id)).toMatchObject({ status: 'stopped', values: [] });
		session.dispose();
	}, 30_000);

	test('comes to an end when it is stopped before its lines have begun', async () => {
		const { notebook } = parseNotebook(
			cell('adapter', 'm = B*A', 'B: 4x1, A: 1x4') + cell('experiment', 'x = train(m)')
		);
		const stop = new AbortController();
		const never = runNotebook(notebook, { train: () => new Promise(() => undefined) }, stop.signal);
		stop.abort();
		expect((await never).at(-1)?.error).toBeDefined();
	});

	test('asks for no decomposition that takes minutes, of blocks as of a matrix', async () => {
		const [state] = await expressions('nearestKron(ones(1024, 1024), 32, 32)');
		expect(state?.error?.message).toMatch(
			/^nearestKron: expected a matrix that is decomposed within a second/
		);
	});
});

test.each([
	'1/0',
	'0/0',
	'1e999',
	'10^400',
	'sqrt(-1)',
	'ones(2, 2) / 0',
	'zeros(2, 2) ./ zeros(2, 2)',
	'min(1/0, 3)'
])('%s is no value, and says so in its line', async (text) => {
	const [state] = await expressions(`x = ${text}`, 'y = 2');
	expect(numbersOf(state)).toEqual({ y: 2 });
	expect(state?.error?.message).toMatch(/expected numbers that float64 can hold/);
});

describe('an adapter', () => {
	const adapter = (...lines: readonly string[]) => ran(cell('adapter', ...lines));

	test.each([
		[['mine = B*A', 'B: 64xr, A: rx64'], 'expected a shape or a number for r', 'missing'],
		[['mine = B*A', 'B: 64x4, A: 4x64, C: 4x4'], 'none of C', 'formula'],
		[['mine = B*A', 'B: 64x4, A: 5x64'], '64 × 4 * 5 × 64', 'formula'],
		[['mine = B*A', 'B: 64x4 often, A: 4x64'], 'zeros, ones, kaiming', 'formula'],
		[['mine = B*A', 'B: 64x4, B: 4x64'], 'one shape', 'formula'],
		[['mine = B*A', 'B: 64x4 frozen, A: 4x64 frozen'], 'a factor that is trained', 'formula'],
		[['mine = norm(B)', 'B: 64x4'], 'rows and columns', 'formula'],
		[['B*A', 'B: 64x4'], 'a name, =', 'formula'],
		[['mine = W0 .* (B*A)', 'B: 64x4, A: 4x32, W0: 64x64'], '64 × 64 .* 64 × 32', 'formula'],
		[['mine = floor(3) B*A^2', 'B: 64x4, A: 4x64'], 'numbers for ^', 'formula'],
		[[`mine = ${'('.repeat(2000)}B`, 'B: 64x4'], 'at most 1000 characters', 'formula'],
		[[`mine = ${'-('.repeat(400)}B`, 'B: 64x4'], 'expected a formula', 'formula']
	] as const)('that cannot be says why: %s', async (lines, message, reason) => {
		const [state] = await adapter(...lines);
		expect(state?.error?.message).toContain(message);
		expect(state?.error?.reason).toBe(reason);
	});

	test('starts at zero and can move, whichever factors it has, where that can be', async () => {
		const starts = async (...lines: readonly string[]) => {
			const [state] = await adapter(...lines);
			const [made] = state?.values ?? [];
			if (made?.value.kind !== 'adapter') throw new Error(state?.error?.message ?? 'no adapter');
			return Object.fromEntries(made.value.adapter.factors.map(({ name, start }) => [name, start]));
		};
		expect(await starts('a = B*A', 'B: 8x2', 'A: 2x8')).toEqual({ B: 'kaiming', A: 'zeros' });
		expect(await starts('a = B*A', 'B: 8 x 2 zeros; A: 2 × 8')).toEqual({ B: 'zeros', A: 'kaiming' });
		expect(await starts('a = B*A + kron(C, D)', 'B: 8x2, A: 2x8, C: 2x2, D: 4x4')).toEqual({
			...{ B: 'kaiming', A: 'zeros', C: 'kaiming', D: 'zeros' }
		});
		expect(await starts("a = (X*Y') .* (X*Y')", 'X: 8x2, Y: 8x2')).toEqual({ X: 'kaiming', Y: 'kaiming' });
		expect(await starts('a = W0 .* (B*A)', 'B: 8x2 0.5, A: 2x8 normal, W0: 8x8')).toEqual({
			...{ B: 0.5, A: 'normal', W0: 'W0' }
		});
	});
});

describe('a matrix of the notebook as a task', () => {
	test('trains as the task of the same numbers, and has no receipt', async () => {
		const [state] = await ran(
			cell(
				'experiment',
				'T = target("low-rank:2", 12, 10, seed = 3)',
				'one = train(lora, rank = 2, task = T, steps = 20, lr = 0.05, seed = 3)',
				'two = train(lora, rank = 2, task = "low-rank:2", out = 12, in = 10, steps = 20, lr = 0.05, seed = 3)',
				'three = sweep(lora, rank = 1..2, task = one, steps = 5)'
			)
		);
		expect(state?.error).toBeNull();
		const [, one, two, three] = (state?.values ?? []).map(({ value }) => value);
		if (one?.kind !== 'run' || two?.kind !== 'run') throw new Error('expected runs');
		expect(one.result.losses).toEqual(two.result.losses);
		expect(one.delta.data).toEqual(two.delta.data);
		expect([one.result.receipt, one.target?.shape]).toEqual(['', [12, 10]]);
		expect(two.result.receipt).toContain('task=low-rank');
		expect(two.target).toBeNull();
		expect(three).toMatchObject({ kind: 'sweep', points: [{ at: [1] }, { at: [2] }] });
	});

	test('must fit an adapter, and a race runs towards it', async () => {
		const [, state] = await ran(
			cell('adapter', 'mine = B*A', 'B: 12x2 zeros, A: 2x10') +
				cell(
					'experiment',
					'good = race(mine, task = gaussian(12, 10), steps = 3)',
					'bad = train(mine, task = ones(10, 12), steps = 3)'
				)
		);
		expect(state?.values[0]?.value).toMatchObject({
			kind: 'race',
			rows: [{ name: 'mine', parameters: 44 }, { name: 'lora', parameters: 44 }, {}, {}]
		});
		expect(state?.error?.message).toContain('expected 12 × 10, as mine has it, got a matrix 10 × 12');
	});
});

describe('a change', () => {
	const open = (markdown: string): { session: LabSession; seen: string[][] } => {
		const seen: string[][] = [];
		const session = labSession({
			train: trainHere(select),
			onChange: (ids) => seen.push([...ids])
		});
		session.setNotebook(parseNotebook(markdown).notebook);
		return { session, seen };
	};

	test('of a control reruns what depends on it, and nothing else', async () => {
		const { session, seen } = open(
			cell('control', 'r = 3 in 1..8') + cell('expression', 'a = r + 1') + cell('expression', 'b = 7')
		);
		await session.settled();
		seen.length = 0;
		session.setControl('r', 5);
		await session.settled();
		expect(numbersOf(session.state('c2'))).toEqual({ a: 6 });
		expect(new Set(seen.flat())).toEqual(new Set(['c1', 'c2']));
		session.setControl('r', 99);
		await session.settled();
		expect(numbersOf(session.state('c2'))).toEqual({ a: 9 });
		session.dispose();
	});

	test('a name defined twice, a circle and a missing name stand in their cells and stop nothing else', async () => {
		const states = await ran(
			cell('expression', 'x = 1') +
				cell('expression', 'x = 2') +
				cell('expression', 'y = x') +
				cell('expression', 'p = q') +
				cell('expression', 'q = p') +
				cell('expression', 'z = nothing + 1') +
				cell('expression', 'w = z') +
				cell('expression', 'fine = 4')
		);
		expect(states.map(({ error }) => error?.reason ?? null)).toEqual([
			...['twice', 'twice', 'upstream', 'circle', 'circle', 'missing', 'upstream', null]
		]);
		expect(states[5]?.error).toMatchObject({ names: ['nothing'], at: 4 });
		expect(numbersOf(states[7])).toEqual({ fine: 4 });
	});

	test('frees a name at once where its cell goes or is split, and what is left goes on as it was', async () => {
		const { session } = open(cell('expression', 'x = 1', 'y = 10') + cell('expression', 'z = x + y'));
		await session.settled();
		session.setNotebook({
			cells: [
				{ id: 'c1', kind: 'expression', text: 'x = 1' },
				{ id: 'new', kind: 'expression', text: 'y = 10' },
				{ id: 'c2', kind: 'expression', text: 'z = x + y' }
			]
		});
		await session.settled();
		expect(numbersOf(session.state('c2'))).toEqual({ z: 11 });
		session.setNotebook({
			cells: [
				{ id: 'new', kind: 'expression', text: 'y = 20' },
				{ id: 'c3', kind: 'expression', text: 'x = 5' },
				{ id: 'c2', kind: 'expression', text: 'z = x + y' }
			]
		});
		await session.settled();
		expect(numbersOf(session.state('c2'))).toEqual({ z: 25 });
		session.dispose();
	});

	test('cancels what is outdated, and a stop ends what runs', async () => {
		const asked: { lr: number; aborted: boolean }[] = [];
		const session = labSession({
			onChange: () => undefined,
			train: ({ lr }, _typed, { signal, onProgress }) =>
				new Promise((_, reject) => {
					const one = { lr, aborted: false };
					asked.push(one);
					onProgress({ share: 0.5, losses: { fromStep: 0, values: Float32Array.of(3, 2) } });
					signal.addEventListener('abort', () => {
						one.aborted = true;
						reject(new Error('over'));
					});
				})
		});
		const until = async (holds: () => boolean): Promise<void> => {
			while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
		};
		session.setNotebook(
			parseNotebook(
				cell('control', 'r = 1 in 1..5') +
					cell('experiment', 'run = train(lora, lr = r/100)', 'more = run.rank')
			).notebook
		);
		await until(() => session.state('c2').progress === 0.5);
		expect(session.state('c2')).toMatchObject({ status: 'running', losses: Float32Array.of(3, 2) });
		session.setControl('r', 2);
		await until(() => asked.length === 2);
		expect(asked).toEqual([
			{ lr: 0.01, aborted: true },
			{ lr: 0.02, aborted: false }
		]);
		session.stop('c2');
		await session.settled();
		expect(asked[1]?.aborted).toBe(true);
		expect(session.state('c2').status).toBe('stopped');
		session.rerun('c2');
		await until(() => asked.length === 3);
		session.dispose();
		expect(asked[2]?.aborted).toBe(true);
	});
});
