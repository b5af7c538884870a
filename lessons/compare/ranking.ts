/** A reader's ranking of the methods against what was measured: which pairs were in the right order. No words here. */

export const ranked = ['lora', 'loha', 'lokr'] as const;
export type Ranked = (typeof ranked)[number];

/** All orders of the three, best first, as text. */
export const rankings = [
	'lora-loha-lokr',
	'lora-lokr-loha',
	'loha-lora-lokr',
	'loha-lokr-lora',
	'lokr-lora-loha',
	'lokr-loha-lora'
] as const;
export type Ranking = (typeof rankings)[number];

/** Errors that differ by less, in parts of ‖T‖², count as equal: either order of them is right. */
export const TIE = 0.005;

export const orderOf = (ranking: Ranking): Ranked[] =>
	ranking.split('-').flatMap((name) => ranked.filter((method) => method === name));

export interface Miss {
	/** The reader had this one before the other … */
	readonly before: Ranked;
	readonly after: Ranked;
	/** … but its error was larger by this much. */
	readonly by: number;
}

export interface RaceOutcome {
	/** Methods by error; those that tie share a place. */
	readonly places: readonly (readonly Ranked[])[];
	/** Pairs of methods that the reader had in the wrong order, the widest gap first. */
	readonly misses: readonly Miss[];
	/** Pairs in all. */
	readonly pairs: number;
}

/** @param errors of every ranked method; NaN or Infinity where it failed, which is last */
export function outcomeOf(ranking: Ranking, errors: Readonly<Record<Ranked, number>>): RaceOutcome {
	const errorOf = (method: Ranked): number => (Number.isFinite(errors[method]) ? errors[method] : Infinity);
	const order = orderOf(ranking);
	const misses: Miss[] = [];
	order.forEach((before, i) => {
		for (const after of order.slice(i + 1)) {
			const by = errorOf(before) - errorOf(after);
			if (by > TIE) misses.push({ before, after, by });
		}
	});
	misses.sort((a, b) => b.by - a.by);
	return { places: placesOf(errors), misses, pairs: (order.length * (order.length - 1)) / 2 };
}

/** Methods by error; neighbours that tie share a place. */
export function placesOf(errors: Readonly<Record<Ranked, number>>): Ranked[][] {
	const errorOf = (method: Ranked): number => (Number.isFinite(errors[method]) ? errors[method] : Infinity);
	const sorted = [...ranked].sort((a, b) => (errorOf(a) < errorOf(b) ? -1 : 1));
	const places: Ranked[][] = [];
	for (const method of sorted) {
		const last = places.at(-1);
		const neighbour = last?.at(-1);
		if (last && neighbour && !(errorOf(method) - errorOf(neighbour) > TIE)) last.push(method);
		else places.push([method]);
	}
	return places;
}
