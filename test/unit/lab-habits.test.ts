/** What somebody types who comes from PyTorch: what is no line of the lab says what to write instead, in both languages. */
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '$src/compute/cpu/backend';
import { statementsOf } from '$src/lab/language/statement';
import type { CellKind } from '$src/lab/notebook';
import { mistakeText } from '$src/lab/page/problems';
import { labSession } from '$src/lab/session';
import { trainHere } from '$src/lab/trainHere';

const select = () => Promise.resolve({ backend: cpuBackend(), refused: [] });

/** What stands beneath the last of some cells, and the session's lines. */
async function saidOf(...cells: readonly (readonly [kind: CellKind, text: string])[]) {
	const session = labSession({ train: trainHere(select), onChange: () => undefined });
	session.setNotebook({ cells: cells.map(([kind, text], n) => ({ id: `c${n}`, kind, text })) });
	await session.settled();
	const lines = session.lines();
	session.dispose();
	const error = lines.at(-1)?.error ?? null;
	const text = cells.at(-1)?.[1] ?? '';
	const say = (language: 'en' | 'ko') => (error ? mistakeText(error, text, language) : null);
	return { lines, en: say('en'), ko: say('ko'), at: error?.at ?? null };
}

const shapes = 'A: 64x4, B: 4x64';
const habits: readonly (readonly [CellKind, string, en: string, ko: RegExp])[] = [
	[
		'adapter',
		`h = A @ B\n${shapes}`,
		'* for the matrix product or .* entry by entry, got @; write A*B.',
		/행렬 곱/
	],
	['expression', 'identity(2) @ identity(2)', 'Expected * for the matrix product', /행렬 곱/],
	[
		'adapter',
		`h = s .* (A*B)\n${shapes}, s: 64x1`,
		'to scale rows write diag(s)*(A*B), columns (A*B)*diag(s), with s: 64.',
		/diag\(s\)\*\(A\*B\).*\(A\*B\)\*diag\(s\).*s: 64/
	],
	[
		'adapter',
		`h = (A*B) .* s\n${shapes}, s: 64`,
		'diag(s)*(A*B), columns (A*B)*diag(s), with s: 64.',
		/diag/
	],
	['adapter', `h = s * (A*B)\n${shapes}, s: 64`, 'diag(s)*(A*B), columns (A*B)*diag(s)', /diag/],
	[
		'adapter',
		`h = A*B + s\n${shapes}, s: 64x1`,
		'no broadcasting: make both sides one shape',
		/브로드캐스팅/
	],
	['expression', 'ones(4, 1) .* identity(4)', 'diag(left)*right, columns right*diag(left).', /diag/],
	['adapter', `h = diag(s)*A*B\n${shapes}, s: 64x1`, 'write s: 64, not s: 64x1.', /s: 64x1 대신 s: 64/],
	['adapter', 'h = A*B\nA: (64, r), B: 4x64', 'got (64, r); write A: 64xr.', /A: 64xr/],
	['adapter', 'h = A*B\nB: 4x64, A: [64, 4] zeros', 'got [64, 4]; write A: 64x4.', /A: 64x4/],
	['adapter', 'h = A*B\nA: 64, r\nB: rx64', 'got 64, r; write A: 64xr.', /A: 64xr/],
	['adapter', 'h = A*B\nA: 64, 4 zeros, B: 4x64', 'got 64, 4; write A: 64x4.', /A: 64x4/],
	['adapter', 'h = A*B\nA: 64x2r, B: 4x64', 'got 2r; define n = 2*r in an expression', /n = 2\*r/],
	['adapter', 'h = A*B\nA: 64x4, B: 4xr*2', 'got r*2; define n = r*2 in an expression', /n = r\*2/],
	['adapter', `hybrid = \n${shapes}`, 'right of =, got nothing; write what hybrid is.', /오른쪽이 비어/],
	['expression', 'x =', 'Expected a formula right of =, got nothing; write what x is.', /오른쪽이 비어/]
];

describe('a habit', () => {
	test.each(habits)('of %s %j says what to write', async (kind, text, english, korean) => {
		const { en, ko } = await saidOf([kind, text]);
		expect(en?.what).toContain(english);
		expect(en?.detail).toBe('');
		expect(ko?.what).toMatch(korean);
		expect(ko?.detail).toBe('');
	});
});

test('a size that is a product stands in a cell of its own, as the message says', async () => {
	const { lines } = await saidOf(['expression', 'r = 2\nn = 2*r'], ['adapter', 'h = A*B\nA: 64xn, B: nx64']);
	expect(lines.at(-1)?.value).toMatchObject({ kind: 'adapter', parameters: 2 * 64 * 4 });
});

test('a vector that starts with ones starts with 1', async () => {
	const { lines } = await saidOf(['adapter', `h = diag(s)*A*B\n${shapes}, s: 64 ones`]);
	expect(lines.at(-1)?.value).toMatchObject({
		kind: 'adapter',
		adapter: { factors: [{}, {}, { start: 1 }] }
	});
});

test('vectors beside vectors are shapes, and no list of sizes', async () => {
	const { lines } = await saidOf(['adapter', 'h = diag(s)*A*diag(t)\ns: 8, t: 8, A: 8x8 zeros']);
	expect(lines.at(-1)?.error).toBeNull();
});

test('what depends on a line that is not through hears of that line, not that nobody defines it', async () => {
	const { en } = await saidOf(['adapter', 'hybrid ='], ['expression', 'parameters(hybrid)']);
	expect(en?.what).toBe('waits for hybrid, where there is a mistake.');
});

test.each([
	'A @@ B',
	'A B C +',
	'(A',
	'A)',
	'A := B',
	'A ? B',
	'A ? B :',
	'A; B',
	'A !',
	'A % % B',
	'A |> B',
	'A && B',
	'f(A, , B)',
	'A[1, 2',
	'A.B.',
	'A. B',
	'lambda x: x',
	'A -> B',
	'A == ',
	'~A',
	'A % B',
	'not A',
	'A to B',
	"'A B'",
	'\\A',
	'A ? B : C',
	'{A: B}'
])('%s never shows what the parser has in place of a word', (text) => {
	for (const { body } of statementsOf('expression', text))
		if (body.kind === 'unreadable') expect(body.error.message).not.toMatch(/\$\d/);
});
