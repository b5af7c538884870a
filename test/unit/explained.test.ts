/** Every number of a module leads to a step that is there, in the lesson on its method. */
import { expect, test } from 'vitest';
import loha from '$lessons/loha/lesson';
import lokr from '$lessons/lokr/lesson';
import lora from '$lessons/lora/lesson';
import lowRank from '$lessons/low-rank/lesson';
import terms from '$lessons/terms.json';
import { explained, stepOf, termOf } from '$src/inspect/explained';
import { columns } from '$src/inspect/table';
import { inspectTexts } from '$src/inspect/texts';
import { measureRank } from '$src/math/rank';
import { tensor } from '$src/math/tensor';

test.each([lora, loha, lokr, lowRank])('$id', ({ id, derivations }) => {
	for (const what of explained) {
		// What multiplies the factors is no matter of a matrix that has none.
		if (id === 'low-rank' && what === 'scale') continue;
		const [derivation = '', step = ''] = stepOf[id as keyof typeof stepOf][what]?.split('.') ?? [];
		expect(new Map(Object.entries(derivations)).get(derivation), `${id} ${what}`).toContain(step);
	}
});

test('each is defined in a line, in both languages', () => {
	for (const language of ['en', 'ko'] as const)
		for (const what of explained) expect(inspectTexts[language].detail.defined[what]).not.toBe('');
});

test('the entropy rank is defined as it is computed: of shares of σ, not of σ²', () => {
	const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
	const { effectiveRank } = measureRank(tensor([2, 2], Float64Array.of(3, 0, 0, 1)));
	expect(effectiveRank).toBeCloseTo(Math.exp(entropy), 12);
	for (const language of ['en', 'ko'] as const)
		expect(inspectTexts[language].detail.defined.entropy).toMatch(/σᵢ\/Σσ(?!²)/);
});

test('the head of every column of numbers leads to a term that is there', () => {
	const known = new Set(Object.keys(terms));
	expect(columns.filter((id) => id !== 'name').map((id) => [id, known.has(termOf[id])])).toEqual(
		columns.filter((id) => id !== 'name').map((id) => [id, true])
	);
});
