/** The page on the article: complete, true in its numbers, and with links that lead where they say. */
import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { behindAddress, sections, verdicts, type Claim, type ClaimVerdict } from '$src/article/claim';
import { claims, type ClaimId } from '$src/article/claims';
import { Decisions } from '$src/article/decisions.svelte';
import { PLACE } from '$src/article/keeper';
import { numbers } from '$src/article/numbers';
import { elementwise, equalCost, kronecker, sameNumbers } from '$src/article/pictures/numbers';
import { pictureTexts } from '$src/article/pictures/texts';
import { sources } from '$src/article/sources';
import { articleTexts } from '$src/article/texts';
import { en } from '$src/article/words.en';
import { ko } from '$src/article/words.ko';
import { close, namesIn, piecesOf } from '$src/article/sentence';
import type { Lesson } from '$src/lesson/define';
import { keyOf, readKey } from '$src/progress/record';
import { LessonState } from '$src/lesson/state.svelte';
import { directivesOf } from './lessonSuite';

const lessons = import.meta.glob<{ default: Lesson }>('/lessons/*/lesson.ts', { eager: true });
const figures = import.meta.glob<string>('/lessons/*/*.svelte', {
	eager: true,
	query: '?raw',
	import: 'default'
});

/** What was found in the article when it was checked, and the claims of the page that say it. */
const findings: Readonly<Record<string, readonly ClaimId[]>> = {
	'memory is two to three times the weights; input data': ['two-to-three', 'seven-hundred'],
	'adapters slow inference': ['adapter-latency'],
	'more prefix, worse': ['more-prefix'],
	'LoRA is on arXiv only': ['arxiv-only'],
	'Y and Z in figure 4': ['y-times-z'],
	'LoRA approximates W0; the scale is missing': ['approximates-weight', 'forward'],
	'latency vanishes in training and inference': ['parallel'],
	'what the LoHa paper is': ['federated'],
	'proved that rank is preserved': ['rank-preserved'],
	'proof 1, and the condition of proposition 1': ['proof-1', 'proposition-1'],
	'proposition 2 is right': ['proposition-2', 'proof-2'],
	brackets: ['brackets'],
	'R² against 2R, and the table at equal r': ['r-squared', 'table-ranks'],
	'the rank of LoKr': ['same-rank', 'table-lokr'],
	'all columns take a square weight': ['table-counts'],
	'first to use ⊗': ['first-kronecker'],
	'models exceed 60B': ['sixty-billion'],
	'a part of the parameters; a branch of text generation': ['some-parameters', 'branch'],
	'matrix factorization': ['factorization'],
	'the smaller r, the more memory is saved': ['smaller-rank'],
	successors: ['successors'],
	'the letters of the weights': ['which-weights']
};

const languages = { en, ko };

test('every finding has its claim, and no claim is there twice', () => {
	const ids = claims.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const [finding, its] of Object.entries(findings))
		for (const id of its) expect(ids, finding).toContain(id);
});

test('claims of each verdict are there, so that deciding is a decision', () => {
	for (const verdict of verdicts)
		expect(claims.filter((claim: Claim) => claim.verdict === verdict).length).toBeGreaterThan(4);
});

test('what the findings call right stands, and nothing else that they name does', () => {
	const right: readonly ClaimId[] = ['proposition-1', 'proposition-2', 'proof-2'];
	for (const id of Object.values(findings).flat()) {
		const verdict = claims.find((claim) => claim.id === id)?.verdict;
		expect(verdict === 'stands', id).toBe(right.includes(id));
	}
});

test('that large models exceed 60 billion is true of some, so it is not called wrong', () => {
	expect(claims.find(({ id }) => id === 'sixty-billion')?.verdict).toBe('needs-a-word');
	for (const words of [en, ko]) expect(words['sixty-billion'].reason).toContain('BLOOM');
});

test('the claims are in the order of the sections, and no section is empty', () => {
	const positions = claims.map(({ section }) => sections.indexOf(section));
	expect(positions).toEqual(positions.toSorted((a, b) => a - b));
	expect(new Set(positions).size).toBe(sections.length);
});

describe.each(claims.map((claim: Claim) => [claim.id as ClaimId, claim] as const))('%s', (id, claim) => {
	test('has words in both languages, Korean in Korean, the reason in two sentences or so', () => {
		for (const words of [en[id], ko[id]])
			for (const text of Object.values(words)) expect(text.trim()).not.toBe('');
		expect(ko[id].claim).toMatch(/다\.$/);
		expect(ko[id].reason).toMatch(/니다\.$/);
		expect(en[id].claim).toMatch(/\.$/);
		for (const { reason } of [en[id], ko[id]]) {
			const sentences = reason.match(/[.:](?=\s|$)/g)?.length ?? 0;
			expect(sentences).toBeGreaterThanOrEqual(2);
			expect(sentences).toBeLessThanOrEqual(4);
		}
	});

	test('uses each of its numbers in both languages, and no other', () => {
		const names = Object.keys(numbers[id] ?? {}).toSorted();
		for (const words of Object.values(languages))
			expect([...new Set(namesIn(words[id].reason))].toSorted()).toEqual(names);
		for (const words of Object.values(languages))
			expect(namesIn(words[id].claim + words[id].see)).toEqual([]);
	});

	test('leads to a lesson whose address opens without a complaint, at a step or a figure that is there', () => {
		const { lesson: of, query = {}, step, figure } = claim.place;
		expect(order).toContain(of);
		const lesson = lessons[`/lessons/${of}/lesson.ts`]?.default;
		if (!lesson) throw new Error(`expected a lesson ${of}, got none`);
		const [search = '', hash] = behindAddress(claim.place).split('#');
		const opened = new LessonState(lesson);
		opened.load(new URLSearchParams(search));
		expect(opened.problems).toEqual([]);
		for (const [name, value] of Object.entries(query)) expect(opened.values[name]).toBe(value);
		if (step !== undefined) {
			expect(Object.entries(opened.steps).map((pair) => pair.join('.'))).toContain(step);
			const [, itself = ''] = step.split('.');
			expect(directivesOf(of, 'en')).toContainEqual(expect.objectContaining({ name: 'step', id: itself }));
		}
		if (figure !== undefined) {
			const named = Object.entries(figures).filter(
				([path, source]) =>
					path.startsWith(`/lessons/${of}/`) &&
					// The one that trains has its name from its component.
					(new RegExp(`<Figure\\s+name="${figure}"`).test(source) ||
						(figure === 'adapter' && source.includes('<LiveFigure')))
			);
			expect(named).toHaveLength(1);
		}
		expect(hash).toBe(figure === undefined ? step : `figure-${figure}`);
	});
});

describe('the numbers', () => {
	test('are those that were published or checked elsewhere', () => {
		expect(numbers).toMatchObject({
			'seven-hundred': { three: 720, adam: 960, mixed: 16 },
			'fewer-numbers': { lora: 2048, full: 1048576, times: 512 },
			'smaller-rank': { before: 960, frozen: 120 },
			forward: { few: 4, many: 0.25 },
			'which-weights': { wide: 30720 },
			'rank-preserved': { bound: 100 },
			'proposition-1': { bound: 9 },
			'proposition-2': { cost: 2 * 4 * 2048, pairs: 1, ties: 4 },
			'r-squared': { loha: 64, lora: 16, tie: 4, less: 1, more: 2 },
			'same-rank': { numbers: 2048, lokr: 1024, lora: 1 },
			'table-counts': { lora: 30720, loha: 61440, lokr: 3200, twice: 1536, rank: 576, blocks: 1600 },
			'table-ranks': { lora: 16384, loha: 32768, fair: 16, unfair: 64 },
			'table-lokr': { numbers: 2048, rank: 1024, low: 256 }
		});
		expect(numbers['seven-hundred']?.['binary']).toBeCloseTo(670.6, 1);
		expect(numbers['smaller-rank']?.['trained']).toBeCloseTo(0.96, 12);
		expect(numbers['smaller-rank']?.['times']).toBeCloseTo(7.94, 2);
	});

	test('of r = 16 and r = 64 are the same for LoKr, as the reason says', async () => {
		const { adapter } = await import('$src/adapters/adapter');
		const { defaultsOf } = await import('$src/schema/field');
		const { runSchema } = await import('$src/receipt/run');
		for (const rank of [16, 64]) {
			const made = adapter('lokr', { ...defaultsOf(runSchema), out: 1024, in: 1024, rank });
			expect([made.parameters, made.rankBound]).toEqual([2048, 1024]);
		}
	});

	test('are written in place, and a number that is missing is an error', () => {
		const pieces = piecesOf('{a} of {b}, {c} GB', { a: 1048576, b: 7.936, c: 670.55 }, 'en');
		expect(pieces.map(({ text }) => text).join('')).toBe('1,048,576 of 7.94, 670.6 GB');
		expect(pieces.filter(({ value }) => value !== undefined).map(({ name }) => name)).toEqual([
			'a',
			'b',
			'c'
		]);
		expect(() => piecesOf('{other}', { a: 1 }, 'en')).toThrow('expected one of a, got {other}');
	});

	test('stand in formulas that are not torn apart at the end of a line', () => {
		expect(close('r = 4 on 1024 × 1024, r(m + n) and more = less')).toBe(
			'r\u00a0=\u00a04 on 1024\u00a0×\u00a01024, r(m\u00a0+\u00a0n) and more\u00a0=\u00a0less'
		);
	});

	test('of the tally are the same in both languages', () => {
		for (const key of ['none', 'some', 'all'] as const)
			expect(namesIn(articleTexts.ko.tally[key]).toSorted()).toEqual(
				namesIn(articleTexts.en.tally[key]).toSorted()
			);
	});
});

describe('the pictures', () => {
	test('are the eleven of the article, each with a name in both languages', () => {
		const captions = (of: 'en' | 'ko') => Object.values(pictureTexts[of]).map(({ caption }) => caption);
		expect(captions('en').filter((caption) => /^Figure [1-5]\./.test(caption))).toHaveLength(5);
		expect(captions('ko').filter((caption) => /^그림 [1-5]\./.test(caption))).toHaveLength(5);
		for (const of of ['en', 'ko'] as const)
			expect(captions(of).filter((caption) => caption.startsWith('Untitled'))).toHaveLength(6);
	});

	test('show numbers that were computed', () => {
		expect(elementwise.product).toEqual([
			[2, 0, 0],
			[3, 3, 4],
			[0, 6, 4]
		]);
		expect(kronecker.product[3]).toEqual([18, 21, 24, 28]);
		expect(equalCost.map(({ lora, loha }) => [lora, loha])).toEqual([
			[2, 1],
			[4, 4],
			[6, 9],
			[8, 16]
		]);
	});

	test('compare LoRA and LoKr at the same numbers', () => {
		expect(sameNumbers).toMatchObject({ numbers: 32, loraNumbers: 32, lora: 1, lokr: 16 });
	});
});

describe('decisions', () => {
	const [first, second] = claims;
	const another = (verdict: ClaimVerdict): ClaimVerdict =>
		verdicts.find((other) => other !== verdict) ?? verdict;

	test('are counted, and so are those that agree', () => {
		const decisions = new Decisions();
		decisions.decide(first.id, first.verdict);
		decisions.decide(second.id, another(second.verdict));
		expect([decisions.count, decisions.agreed]).toEqual([2, 1]);
		decisions.reopen(first.id);
		expect(decisions.of(first.id)).toBeUndefined();
		expect([decisions.count, decisions.agreed]).toEqual([1, 0]);
	});

	test('are kept where somebody keeps them, and what is no decision is not read', () => {
		const noted: unknown[] = [];
		const decisions = new Decisions();
		decisions.keepIn({
			read: () =>
				new Map([
					[first.id, 'wrong'],
					[second.id, 'perhaps'],
					['other', 'wrong']
				]),
			note: (...what) => noted.push(what)
		});
		expect([decisions.of(first.id), decisions.of(second.id), decisions.count]).toEqual([
			'wrong',
			undefined,
			1
		]);
		decisions.decide(second.id, second.verdict);
		decisions.decide(second.id, another(second.verdict));
		decisions.see();
		decisions.decide(second.id, second.verdict);
		expect(noted).toEqual([
			[second.id, second.verdict, 'right'],
			[second.id, another(second.verdict), 'wrong'],
			[second.id, second.verdict, 'shown']
		]);
	});

	test('go from an open page when they are erased, and are asked again only where the reader wants it', () => {
		const kept = new Map<string, string>();
		const decisions = new Decisions();
		decisions.keepIn({ read: () => kept, note: (id, verdict) => kept.set(id, verdict) });
		decisions.decide(first.id, first.verdict);
		decisions.decide(second.id, another(second.verdict));
		decisions.reopen(second.id);
		expect([decisions.of(first.id), decisions.of(second.id)]).toEqual([first.verdict, undefined]);
		decisions.decide(second.id, second.verdict);
		expect(decisions.of(second.id)).toBe(second.verdict);
		kept.clear();
		expect(decisions.count).toBe(0);
	});

	test('have names under which progress can keep them', () => {
		for (const { id } of claims)
			expect(readKey(keyOf(PLACE, 'claim', id))).toEqual({ place: PLACE, kind: 'claim', id });
	});
});

test('every source is used: by a claim, or by a picture', () => {
	const used = new Set<string>(claims.flatMap((claim: Claim) => claim.sources));
	expect(Object.keys(sources).filter((id) => !used.has(id))).toEqual([]);
	for (const { address } of Object.values(sources)) expect(address).toMatch(/^https:\/\//);
});
