/** How a method is marked in a plot and in its legend: a colour and a shape, no two the same. Pure. */
import type { MethodName } from '$src/adapters/index';

interface Mark {
	readonly colour: string;
	/** As Observable Plot names it. */
	readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'cross';
}

export const marks: Readonly<Record<MethodName, Mark>> = {
	full: { colour: 'var(--ink)', symbol: 'square' },
	lora: { colour: 'var(--factor-a)', symbol: 'circle' },
	loha: { colour: 'var(--factor-x1)', symbol: 'triangle' },
	lokr: { colour: 'var(--factor-x2)', symbol: 'diamond' },
	hira: { colour: 'var(--delta)', symbol: 'star' },
	dora: { colour: 'var(--factor-b)', symbol: 'cross' }
};

/** The shapes in a square from −10 to 10, as large as Plot draws them with a radius of 5.5. */
export const outlines: Readonly<Record<Mark['symbol'], string>> = {
	circle: 'M-5.5 0A5.5 5.5 0 1 0 5.5 0A5.5 5.5 0 1 0 -5.5 0Z',
	square: 'M-4.9 -4.9H4.9V4.9H-4.9Z',
	triangle: 'M0 -8.5L7.4 4.3H-7.4Z',
	diamond: 'M0 -9.1L5.2 0L0 9.1L-5.2 0Z',
	star: 'M0 -9.2L2.1 -2.8L8.7 -2.8L3.3 1.1L5.4 7.4L0 3.5L-5.4 7.4L-3.3 1.1L-8.7 -2.8L-2.1 -2.8Z',
	cross: 'M-6.5 -2.2H-2.2V-6.5H2.2V-2.2H6.5V2.2H2.2V6.5H-2.2V2.2H-6.5Z'
};

const [ALL, ROOM] = [[0, 1], 0.04] as const;

/** The part of an axis of shares that holds these, with a little room, and never less than 0 or more than all. */
export function rangeOf(shares: readonly number[]): readonly [number, number] {
	if (shares.length === 0) return ALL;
	return [Math.max(0, Math.min(...shares) - ROOM), Math.min(1, Math.max(...shares) + ROOM)];
}
