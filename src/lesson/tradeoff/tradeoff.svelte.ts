/**
 * The trade-off that a figure's run is one point of: the finished runs at every value of one or two of its settings,
 * everything else as it is set. They fill while the hand rests, the nearest first, and wait while nobody looks.
 */
import { untrack } from 'svelte';
import { onlyModule } from '$src/experiments/measure';
import type { Result } from '$src/experiments/protocol';
import type { Run } from '$src/receipt/run';
import { own } from '$src/own';
import { formatReceipt } from '$src/receipt/receipt';
import type { Schema, Values } from '$src/schema/field';
import type { LiveAdapter } from '../liveAdapter.svelte';

/** A setting of the page, and the values that it is looked at. */
export interface Axis {
	readonly name: string;
	readonly values: readonly number[];
}

/** 1, 2, … */
export const upTo = (most: number): number[] => Array.from({ length: most }, (_, n) => n + 1);

/** One finished run. */
export interface Point {
	/** Of each axis. */
	readonly at: readonly number[];
	readonly error: number;
	readonly rank: number;
	readonly bound: number;
	readonly parameters: number;
	/** Is it of what is set, and not of what was set before? */
	readonly isNow: boolean;
}

/** Milliseconds of a run beyond which no others are trained unasked. */
const LONGEST = 120;

interface Place {
	readonly at: readonly number[];
	readonly run: Run;
	readonly key: string;
}

const pointOf = (at: readonly number[], result: Result): Point => {
	const { rank, rankBound } = onlyModule(result);
	return { at, error: result.error, rank, bound: rankBound, parameters: result.parameters, isNow: true };
};

/** Every choice of one value an axis. */
const placesOn = (axes: readonly Axis[]): number[][] =>
	axes.reduce<number[][]>(
		(all, { values }) => all.flatMap((at) => values.map((value) => [...at, value])),
		[[]]
	);

export class Tradeoff<S extends Schema> {
	/** Where the hand is. */
	readonly here: readonly number[] = $derived.by(() =>
		this.axes().map(({ name }) => Number(own(this.live.values as Values<Schema>, name)))
	);
	/** The rest of the settings, and the axes: as text, for it seldom changes. */
	readonly #rest: string = $derived.by(() => {
		const axes = this.axes();
		const [others] = [{ ...(this.live.values as Values<Schema>) }];
		const first = Object.fromEntries(axes.map(({ name, values }) => [name, values[0] ?? 1]));
		const run = this.live.live.runOf({ ...others, ...first } as Values<S>);
		return JSON.stringify([formatReceipt(run), axes]);
	});
	readonly places: readonly Place[] = $derived.by(() => {
		if (this.#rest === '') return [];
		return untrack(() => {
			const axes = this.axes();
			return placesOn(axes).map((at) => {
				const set = Object.fromEntries(axes.map(({ name }, n) => [name, at[n] ?? 1]));
				const run = this.live.live.runOf({ ...this.live.values, ...set } as Values<S>);
				return { at, run, key: formatReceipt(run) };
			});
		});
	});
	/** In the order of the places; where nothing is known, what was known there before. */
	readonly points: readonly Point[] = $derived.by(() => {
		const before = new Map(this.#before.map((point) => [point.at.join(), point]));
		const points = this.places.flatMap(({ at, key }): Point[] => {
			const result = this.live.training.known(key);
			if (result) return [pointOf(at, result)];
			const old = before.get(at.join());
			return old ? [{ ...old, isNow: false }] : [];
		});
		this.#before = points;
		return points;
	});
	readonly known: number = $derived.by(() => this.points.filter(({ isNow }) => isNow).length);
	/** Is it seen, and the page with it? */
	#seen = $state(false);
	#before: readonly Point[] = [];

	constructor(
		readonly live: LiveAdapter<S>,
		readonly axes: () => readonly Axis[]
	) {
		live.training.onrest = () => this.#fill();
		$effect(() => {
			const isSeen = this.#seen;
			// What becomes of the runs must not start them anew.
			untrack(() => {
				if (isSeen) this.#fill();
				else live.training.fill([]);
			});
		});
	}

	/** Attach to what shows it. */
	readonly watch = (place: HTMLElement): (() => void) => {
		let isNear = false;
		const look = (): void => {
			this.#seen = isNear && document.visibilityState === 'visible';
		};
		const observer = new IntersectionObserver((entries) => {
			isNear = entries.at(-1)?.isIntersecting === true;
			look();
		});
		observer.observe(place);
		document.addEventListener('visibilitychange', look);
		return () => {
			observer.disconnect();
			document.removeEventListener('visibilitychange', look);
		};
	};

	#fill(): void {
		const { stepsPerSecond } = this.live.training;
		const isQuick = stepsPerSecond > 0 && (1000 * this.live.run.steps) / stepsPerSecond < LONGEST;
		if (!this.#seen || !isQuick) return;
		const { here } = this;
		const away = ({ at }: Place): number => at.reduce((sum, x, n) => sum + Math.abs(x - (here[n] ?? 0)), 0);
		this.live.training.fill([...this.places].sort((a, b) => away(a) - away(b)).map(({ run }) => run));
	}
}
