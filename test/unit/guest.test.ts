/** A module of a real adapter in a lesson: its own numbers, every equation still true, one schema, and a way back. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '$src/algebra/equation';
import { openPath } from '$src/cli/disk';
import { findAdapters, openAdapter } from '$src/files/open';
import { guestText, parseGuest, type Guest } from '$src/lesson/guest/guest';
import { guestOfModule, lowRankGuestOf } from '$src/lesson/guest/made';
import { LessonState } from '$src/lesson/state.svelte';
import { denseOf } from '$src/math/made';
import { at, type Tensor } from '$src/math/tensor';
import { parseField } from '$src/schema/field';
import loha from '$lessons/loha/lesson';
import lokr from '$lessons/lokr/lesson';
import lora from '$lessons/lora/lesson';
import lowRank from '$lessons/low-rank/lesson';

const fixtures = join(import.meta.dirname, '../fixtures');
const lessons = { lora, loha, lokr, 'low-rank': lowRank } as const;

async function guestsAt(path: string): Promise<readonly { guest: Guest; delta: Tensor; scale: number }[]> {
	const found = (await findAdapters(await openPath(join(fixtures, path)), path)).at(-1);
	if (!found) throw new Error('no adapter');
	const { adapter } = await openAdapter(found);
	const result: { guest: Guest; delta: Tensor; scale: number }[] = [];
	for (const module of adapter.modules) {
		const loaded = await module.load();
		const guest = guestOfModule('my-adapter', module.name, module.layout.method, loaded);
		if (guest) result.push({ guest, delta: denseOf(loaded.made), scale: loaded.scale });
	}
	return result;
}

describe.each([
	'peft/lora',
	'peft/loha',
	'peft/lokr',
	'peft/lokr-full',
	'lycoris/loha.safetensors',
	'peft21/adalora'
])('modules of %s', async (path) => {
	const guests = await guestsAt(path);

	test('are shown by their own leading numbers, within what the lesson can be set to', () => {
		expect(guests.length).toBeGreaterThan(0);
		for (const { guest, delta, scale } of guests) {
			const lesson = lessons[guest.lesson];
			for (const [name, value] of Object.entries(guest.settings)) {
				const field = (lesson.parameters as Record<string, Parameters<typeof parseField>[1]>)[name];
				if (!field) throw new Error(`${guest.lesson} has no ${name}`);
				expect(parseField(name, field, String(value))).toEqual({ value });
			}
			const state = new LessonState(lesson);
			state.welcome(guest);
			expect(state.isGuestShown).toBe(true);
			for (const [name, matrix] of guest.matrices) {
				// LoHa's derivation is of ΔW/s.
				if (name === 's' && guest.lesson === 'loha') continue;
				expect([name, state.environment.get(name)]).toEqual([name, matrix]);
			}
			const [element, factor] = firstElement(guest);
			if (guest.lesson === 'lokr' || guest.part[2] === guest.whole[2])
				expect(element).toBeCloseTo(at(delta, 0, 0), 9);
			if (factor !== null) expect(factor).toBe(scale);
		}
	});

	test('leave every equation of the lesson true', () => {
		for (const { guest } of guests) {
			const state = new LessonState(lessons[guest.lesson]);
			state.welcome(guest);
			for (const [id, equation] of Object.entries(state.equations))
				expect([guest.module, id, check(equation, state.environment).holds]).toEqual([
					guest.module,
					id,
					true
				]);
		}
	}, 60_000);

	test('are the same once they have been kept as text', () => {
		for (const { guest } of guests) {
			const text = guestText(guest);
			expect(text.length).toBeLessThan(400_000);
			expect(parseGuest(text)).toEqual(guest);
		}
	});
});

/** ΔW/s at the corner, from the matrices that the lesson gets, and s where it has one. */
function firstElement({ lesson, matrices }: Guest): readonly [number, number | null] {
	const of = (name: string): Tensor => matrices.get(name) ?? { shape: [0, 0], data: new Float64Array() };
	const row = (a: Tensor, b: Tensor, byRows: boolean): number => {
		let sum = 0;
		for (let k = 0; k < (a.shape[1] ?? 0); k++) sum += at(a, 0, k) * (byRows ? at(b, 0, k) : at(b, k, 0));
		return sum;
	};
	const s = matrices.get('s')?.data[0] ?? null;
	if (lesson === 'lora') return [row(of('B'), of('A'), false), s];
	if (lesson === 'lokr') return [at(of('A'), 0, 0) * at(of('B'), 0, 0), s];
	return [row(of('X1'), of('Y1'), true) * row(of('X2'), of('Y2'), true), s];
}

test('other sizes bring the lesson’s own matrices back, and so does sending the module away', async () => {
	const [first] = await guestsAt('peft/lora');
	if (!first) throw new Error('no module');
	const state = new LessonState(lora);
	const toy = state.environment.get('B');
	state.welcome(first.guest);
	const own = state.environment.get('B');
	expect(own).not.toEqual(toy);
	// What a figure has trained does not stand in its place.
	state.override(
		new Map([['B', { shape: own?.shape ?? [], data: new Float64Array(own?.data.length ?? 0) }]])
	);
	expect(state.environment.get('B')).toEqual(own);
	state.set('rank', 2);
	expect([state.isGuestShown, state.environment.get('B')?.shape[1]]).toEqual([false, 2]);
	state.welcome(first.guest);
	expect(state.environment.get('B')).toEqual(own);
	state.sendGuestAway();
	expect([state.guest, state.environment.get('B')]).toEqual([null, toy]);
});

test('whatever else lies in the storage is no guest', () => {
	for (const text of ['', 'null', '[]', '{}', '{"rankscope":"module"}', '{"rankscope":"module","version":2}'])
		expect(parseGuest(text)).toBeNull();
	fc.assert(
		fc.property(fc.json(), (text) => {
			expect(parseGuest(text)).toBeNull();
		})
	);
	const good = JSON.parse(
		guestText({
			lesson: 'lora',
			file: 'a',
			module: 'q',
			whole: [8, 8, 1],
			part: [8, 8, 1],
			settings: { rank: 1 },
			matrices: new Map([['s', { shape: [], data: Float64Array.of(2) }]])
		})
	) as Record<string, unknown>;
	expect(parseGuest(JSON.stringify(good))?.matrices.get('s')?.data[0]).toBe(2);
	for (const wrong of [
		{ lesson: 'constructor' },
		{ whole: [8, 8] },
		{ part: [8, -1, 1] },
		{ settings: { rank: {} } },
		{ matrices: { s: { shape: [2], data: [1] } } },
		{ matrices: { s: { shape: [], data: [null] } } },
		{ matrices: { s: { shape: [1e9], data: [] } } }
	])
		expect(parseGuest(JSON.stringify({ ...good, ...wrong }))).toBeNull();
});

describe.each(['peft/lora', 'peft/loha', 'peft/lokr', 'lycoris/loha.safetensors', 'peft21/adalora'])(
	'the leading block of ΔW of %s, in the lesson on best approximations',
	async (path) => {
		const found = (await findAdapters(await openPath(join(fixtures, path)), path)).at(-1);
		if (!found) throw new Error('no adapter');
		const { adapter } = await openAdapter(found);
		const all = await Promise.all(
			adapter.modules.map(async ({ name, load }) => {
				const loaded = await load();
				return { loaded, guest: lowRankGuestOf('my-adapter', name, loaded) };
			})
		);
		const guests = all.flatMap(({ loaded, guest }) => (guest ? [{ loaded, guest }] : []));

		test('is that of the whole, and every equation holds on it at every k that it may be watched at', () => {
			expect(guests.length).toBeGreaterThan(0);
			for (const { loaded, guest } of guests) {
				expect(parseGuest(guestText(guest))).toEqual(guest);
				const state = new LessonState(lowRank);
				state.welcome(guest);
				const [A, whole] = [state.environment.get('A'), denseOf(loaded.made)];
				if (!A) throw new Error('no A');
				expect(A.shape).toEqual([8, 6]);
				for (let i = 0; i < 8; i++)
					for (let j = 0; j < 6; j++) expect(at(A, i, j)).toBeCloseTo(loaded.scale * at(whole, i, j), 12);
				const { smallK: fixed } = guest.settings;
				for (const smallK of fixed === undefined ? [1, 2, 3, 4, 5] : [Number(fixed)]) {
					state.set('smallK', smallK);
					expect(state.isGuestShown).toBe(true);
					for (const [id, equation] of Object.entries(state.equations))
						expect([guest.module, smallK, id, check(equation, state.environment).holds]).toEqual([
							guest.module,
							smallK,
							id,
							true
						]);
				}
			}
		});
	}
);

test('a block of rank one, or one that is too small, is no guest of the lesson on best approximations', () => {
	const made = (rows: number, columns: number, rank: number) => ({
		kind: 'product' as const,
		p: { rows, width: rank, data: Float64Array.from({ length: rows * rank }, (_, i) => 1 + ((i * i) % 7)) },
		q: {
			rows: columns,
			width: rank,
			data: Float64Array.from({ length: columns * rank }, (_, i) => 1 + (i % 5))
		}
	});
	const guest = (rows: number, columns: number, rank: number): unknown =>
		lowRankGuestOf('f', 'm', { made: made(rows, columns, rank), scale: 2 });
	expect(guest(8, 6, 2)).toMatchObject({ settings: { smallK: 1 } });
	expect(guest(8, 6, 1)).toBeNull();
	expect(guest(7, 6, 2)).toBeNull();
	expect(guest(8, 5, 2)).toBeNull();
});
