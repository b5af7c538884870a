import { describe, expect, test } from 'vitest';
import { claims } from '$src/article/claims';
import { keyOf, fromLink, PROGRESS_VERSION, toLink, type Entry, type Outcome } from '$src/progress/record';
import { PLACE } from '$src/article/keeper';
import { decisionsIn } from '$src/article/report';

const entry = (value: string, outcome: Outcome | null, tries = 1): Entry => ({
	value,
	outcome,
	tries,
	day: '2026-11-27'
});
const claimOf = (id: string): string => keyOf(PLACE, 'claim', id);
const word = (written: object): string => Buffer.from(JSON.stringify(written)).toString('base64url');
const found = (link: string) => decisionsIn(fromLink(link).entries);

describe('decisions that are handed in', () => {
	test('are in the link, and come out of it in the order of the page, held against our mark again', () => {
		const link = toLink(
			new Map([
				[claimOf('same-rank'), entry('stands', 'right')],
				[claimOf('brackets'), entry('needs-a-word', 'right', 2)],
				[claimOf('prefix-length'), entry('stands', 'shown', 0)]
			])
		);
		expect(
			found(link).map(({ id, theirs, ours, standing, tries }) => [id, theirs, ours, standing, tries])
		).toEqual(
			claims.flatMap(({ id, verdict }) =>
				id === 'same-rank'
					? [[id, 'stands', verdict, 'wrong', 1]]
					: id === 'brackets'
						? [[id, 'needs-a-word', verdict, 'right', 2]]
						: id === 'prefix-length'
							? [[id, 'stands', verdict, 'shown', 0]]
							: []
			)
		);
	});

	test('name each claim by its number on the page', () => {
		const all = toLink(new Map(claims.map(({ id, verdict }) => [claimOf(id), entry(verdict, 'right')])));
		expect(found(all).map(({ position }) => position)).toEqual(claims.map((_, i) => i + 1));
	});

	test('leave out a claim that we do not make, and a verdict that there is not', () => {
		const link = toLink(
			new Map([
				[claimOf('no-such-claim'), entry('stands', 'right')],
				[claimOf('brackets'), entry('perhaps', 'right')],
				['lora/claim/brackets', entry('stands', 'right')]
			])
		);
		expect(found(link)).toEqual([]);
	});
});

describe('an older link', () => {
	const exercise = { value: 'r*(m+n)', outcome: 'right', day: '2026-11-27' };

	test('opens, of each version that there was, without decisions and with them', () => {
		for (let version = 0; version <= PROGRESS_VERSION; version++) {
			const tries = version === 0 ? {} : { tries: 1 };
			const before = { 'lora/exercise/count': { ...exercise, ...tries } };
			const after = { ...before, [claimOf('brackets')]: { ...exercise, value: 'stands', ...tries } };
			const [old, more] = [before, after].map((entries) =>
				fromLink(word({ rankscope: 'progress', version, entries }))
			);
			expect(old).toMatchObject({ problem: null, refused: 0 });
			expect(old?.entries.size).toBe(1);
			expect(decisionsIn(old?.entries ?? new Map())).toEqual([]);
			expect(decisionsIn(more?.entries ?? new Map())).toMatchObject([{ id: 'brackets', theirs: 'stands' }]);
		}
	});

	test('from before there were versions opens as well', () => {
		const link = word({ rankscope: 'progress', entries: { 'lora/exercise/count': exercise } });
		expect(fromLink(link)).toMatchObject({ problem: null, refused: 0 });
	});

	test('that a later Rankscope wrote is refused, not misread', () => {
		const link = word({ rankscope: 'progress', version: PROGRESS_VERSION + 1, entries: {} });
		expect(fromLink(link).problem).not.toBeNull();
	});
});
