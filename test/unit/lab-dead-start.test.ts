/** An adapter that cannot move is said to be one, exactly where its gradients at the start are zeros in numbers. */
import { expect, test } from 'vitest';
import { place } from '$src/adapters/adapter';
import { typedMethod } from '$src/adapters/typed';
import { initialValues } from '$src/adapters/values';
import { leafGradients } from '$src/algebra/adjoint';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { innerProduct } from '$src/algebra/ops';
import { labTexts } from '$src/lab/page/texts';
import { startsFrom } from '$src/lab/starts';
import { labSession } from '$src/lab/session';
import { Random } from '$src/math/random';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

async function adapterOf(text: string) {
	const session = labSession({ train: () => Promise.reject(new Error('none')), onChange: () => undefined });
	session.setNotebook({ cells: [{ id: 'a', kind: 'adapter', text }] });
	await session.settled();
	const [line] = session.lines();
	session.dispose();
	if (line?.value?.kind !== 'adapter') throw new Error(line?.error?.message ?? 'no adapter');
	return line.value;
}

/** Are all gradients zeros, from a G that is drawn? */
function standsStill({ adapter, shape }: Awaited<ReturnType<typeof adapterOf>>): boolean {
	const made = place(typedMethod(adapter), defaultsOf(runSchema));
	const random = new Random(5, 'dead start');
	const values = new Map(initialValues(made, 1, 'default', () => random.normal(shape)));
	values.set('G', random.normal(shape));
	const gradients = leafGradients(innerProduct(leaf('G', shape), made.delta), made.leaves);
	return [...gradients.values()].every((gradient) => evaluate(gradient, values).data.every((x) => x === 0));
}

const shapes = 'B: 8x8';
test.each([
	[`mine = A*B*C\nA: 8x8 zeros, ${shapes}, C: 8x8 zeros`, ['A', 'C']],
	[`mine = A*B*C\nA: 8x8 zeros, ${shapes}, C: 8x8`, null],
	[`mine = A*B\nA: 8x8 zeros, ${shapes} zeros`, ['A', 'B']],
	["mine = A*A'\nA: 8x2 zeros", ['A']],
	[`mine = (A*B) .* (C*D)\nA: 8x8 zeros, ${shapes}, C: 8x8 0, D: 8x8`, ['A', 'C']],
	[`mine = kron(A, C)\nA: 2x2 zeros, C: 4x4 zeros`, ['A', 'C']],
	[`mine = A*B + C\nA: 8x8 zeros, ${shapes} zeros, C: 8x8 zeros`, null],
	[`mine = diag(s)*A*B\ns: 8 zeros, A: 8x8 zeros, ${shapes}`, ['s', 'A']],
	[`mine = A*B - C*D\nA: 8x8 zeros, ${shapes} zeros, C: 8x8 zeros, D: 8x8 zeros`, ['A', 'B', 'C', 'D']],
	[`mine = A*B*C\nA: 8x8 zeros, ${shapes} zeros frozen, C: 8x8`, ['A', 'B']]
] as const)('%j', async (text, still) => {
	const made = await adapterOf(text);
	expect(made.still).toEqual(still);
	expect(standsStill(made)).toBe(still !== null);
});

test.each(startsFrom.map(({ id, text }) => [id, text] as const))(
	'%s can move, as in numbers',
	async (_, text) => {
		const made = await adapterOf(text);
		expect(standsStill(made)).toBe(false);
		expect(made.still).toBeNull();
	}
);

test('what is said names the letters, and what to do', () => {
	expect(labTexts.en.values.still(['A', 'C'])).toBe(
		'Nothing can move: with A and C both zero every gradient is zero. Start only one of them at zeros.'
	);
	expect(labTexts.en.values.still(['A'])).toContain('with A zero');
	expect(labTexts.en.values.still(['A', 'B', 'C'])).toContain('with A, B and C all zero');
	expect(labTexts.ko.values.still(['A', 'C'])).toContain('A, C');
});
