/** Every number of a module leads to a step that is there, in the lesson on its method. */
import { expect, test } from 'vitest';
import loha from '$lessons/loha/lesson';
import lokr from '$lessons/lokr/lesson';
import lora from '$lessons/lora/lesson';
import { explained, stepOf } from '$src/inspect/explained';
import { inspectTexts } from '$src/inspect/texts';
import { measureRank } from '$src/math/rank';
import { tensor } from '$src/math/tensor';

test.each([lora, loha, lokr])('$id', ({ id, derivations }) => {
	for (const what of explained) {
		const [derivation = '', step = ''] = stepOf[id as keyof typeof stepOf][what].split('.');
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
