/** Patterns from files: the same texts match as in an engine that goes back, in time that does not depend on the pattern's form. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matcherOf, PatternError } from '$src/files/pattern';

/** Patterns of all that can be read here, over few letters, so that texts often match. */
const { pattern } = fc.letrec<{ atom: string; pattern: string; part: string }>((tie) => ({
	atom: fc.oneof(
		{
			weight: 5,
			arbitrary: fc.constantFrom('a', 'b', '.', '\\.', '[ab]', '[^a]', '[a-c]', '\\d', '\\w', '1')
		},
		{ weight: 1, arbitrary: tie('pattern').map((inside) => `(${inside})`) },
		{ weight: 1, arbitrary: tie('pattern').map((inside) => `(?:${inside})`) },
		{ weight: 1, arbitrary: fc.constantFrom('^', '$') }
	),
	part: fc
		.tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{0,}', '*?'))
		.map(([atom, often]) => (atom === '^' || atom === '$' ? atom : atom + often)),
	pattern: fc
		.array(fc.array(tie('part'), { maxLength: 4 }), { minLength: 1, maxLength: 2, depthIdentifier: 'p' })
		.map((ways) => ways.map((parts) => parts.join('')).join('|'))
}));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.', '1', '\n'), maxLength: 6 });

test('what matches is what the engine of the language matches', () => {
	fc.assert(
		fc.property(pattern, text, (p, t) => {
			expect([p, t, matcherOf(p)(t)]).toEqual([p, t, new RegExp(`^(?:${p})$`, 'u').test(t)]);
		}),
		{ numRuns: 2000 }
	);
});

test('signs that stand for themselves do so: { without a count, ] and - in a class, a point behind a stroke', () => {
	for (const [p, t] of [
		['a{b', 'a{b'],
		['[]a]+', 'a]'],
		['[a-]+', '-a'],
		['a\\-b', 'a-b'],
		['[\\d.]+', '1.2'],
		['a{,2}', 'aa'],
		['(?:)', '']
	] as const)
		expect([p, matcherOf(p)(t)]).toEqual([p, true]);
});

test.each([
	['(a', 'no ) for a ( near character 2'],
	['a)', 'a ) too many near character 1'],
	['*a', '* with nothing to repeat near character 1'],
	['a**', 'a repetition of a repetition near character 3'],
	['a*+', 'a repetition of a repetition near character 3'],
	['[a', 'an end that comes too early near character 2'],
	['a\\', 'an end that comes too early near character 2'],
	['[b-a]', 'the range b-a near character 4'],
	['a{3,2}', 'the count {3,2} near character 6'],
	['(a)\\1', '\\1 near character 5'],
	['a\\b', '\\b near character 3'],
	['(?!a)', '(?! near character 2'],
	['(?P<n>a)', '(?P near character 2'],
	['(?i)a', '(?i near character 2'],
	['(a{1000}){1000}', 'repetitions that are too many'],
	['a'.repeat(1001), 'more than 1000 characters']
])('%s is refused: %s', (p, message) => {
	expect(() => matcherOf(p)).toThrow(PatternError);
	expect(() => matcherOf(p)).toThrow(message);
});

test('a pattern and a text are read once, whatever the repetitions in one another', () => {
	// An engine that goes back would need 2⁶⁰ steps; this one ends.
	const matches = matcherOf('(a*)*(a|a)*b');
	expect([matches('a'.repeat(60)), matches(`${'a'.repeat(60)}b`)]).toEqual([false, true]);
});
