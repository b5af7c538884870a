/** Files of the built site that are joined: nothing is lost, nothing goes round, and a page that wants little stays light. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { circleOf, joined, REQUEST, UNWANTED, type Group } from '../../scripts/chunks.mjs';

const PAGES = ['home', 'lora', 'loha', 'glossary'];

/** Groups of modules, each of which needs some that come after it; who loads one loads what it needs. */
const groups = fc
	.array(
		fc.record({
			size: fc.integer({ min: 1, max: 50_000 }),
			pages: fc.subarray(PAGES, { minLength: 1 }),
			needs: fc.array(fc.nat(11), { maxLength: 3 })
		}),
		{ minLength: 1, maxLength: 12 }
	)
	.map((drawn): Group[] => {
		const made = drawn.map(({ size, pages }, n): Group => ({
			ids: [`m${n}`],
			size,
			pages: new Set(pages),
			needs: new Set()
		}));
		drawn.forEach(({ needs }, n) => {
			const [from] = made.slice(n, n + 1);
			for (const step of needs) {
				const to = made[n + 1 + step];
				if (from && to) from.needs.add(to);
			}
		});
		// What comes later is needed by what comes before: once in order is enough.
		for (const { needs, pages } of made) for (const to of needs) to.pages = new Set([...to.pages, ...pages]);
		return made;
	});

/** Characters that a page loads. */
const loaded = (made: readonly Group[], page: string): number =>
	made.filter(({ pages }) => pages.has(page)).reduce((sum, { size }) => sum + size, 0);

const goesRound = (from: Group, to = from, seen = new Set<Group>()): boolean =>
	[...to.needs].some((next) => next === from || (!seen.has(next) && goesRound(from, next, seen.add(next))));

describe('files that are joined', () => {
	test('hold each module once, need nothing outside, and never go round', () => {
		fc.assert(
			fc.property(groups, (given) => {
				const names = given.flatMap(({ ids }) => ids).sort();
				const made = joined(given);
				expect(made.flatMap(({ ids }) => ids).sort()).toEqual(names);
				for (const group of made) {
					expect([...group.needs].every((next) => made.includes(next))).toBe(true);
					expect(goesRound(group)).toBe(false);
				}
			}),
			{ numRuns: 300 }
		);
	});

	test('come with all that they need on every page that loads them', () => {
		fc.assert(
			fc.property(groups, (given) => {
				for (const { pages, needs } of joined(given))
					for (const next of needs) expect([...pages].every((page) => next.pages.has(page))).toBe(true);
			})
		);
	});

	test('cost all pages together at most what the requests that they save are worth', () => {
		fc.assert(
			fc.property(groups, (given) => {
				const before = PAGES.map((page) => loaded(given, page));
				const requests = given.reduce((sum, { pages }) => sum + pages.size, 0);
				const made = joined(given);
				const more = PAGES.reduce((sum, page, n) => sum + loaded(made, page) - (before[n] ?? 0), 0);
				const saved = requests - made.reduce((sum, { pages }) => sum + pages.size, 0);
				expect(more).toBeGreaterThanOrEqual(0);
				expect(UNWANTED * more).toBeLessThanOrEqual(REQUEST * saved);
			})
		);
	});

	test('in a circle are found, and are said in their order', () => {
		const needs = new Map([
			['a', ['b', 'c']],
			['b', ['c']],
			['c', ['d']],
			['d', []]
		]);
		expect(circleOf(needs)).toBeNull();
		expect(circleOf(new Map([...needs, ['d', ['b']]]))).toEqual(['b', 'c', 'd', 'b']);
	});

	test('are one where all pages want both, and stay two where one page would carry what it does not want', () => {
		const one = (ids: string[], size: number, pages: string[]): Group => ({
			...{ ids, size, pages: new Set(pages), needs: new Set() }
		});
		expect(joined([one(['a'], 10, PAGES), one(['b'], 20, PAGES)])).toHaveLength(1);
		const large = one(['large'], 100_000, ['lora', 'loha']);
		expect(joined([large, one(['small'], 10, PAGES)])).toHaveLength(2);
	});
});
