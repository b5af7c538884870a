/**
 * Images of digits, drawn by strokes and a seed: our own, so nobody's licence holds. Each is a few strokes in a square,
 * bent, turned, slanted and moved a little, with a pen of some width, centred as a reader's own drawing is (`picture`).
 * They know no network.
 */
import { Random } from '$src/math/random';

/** Pixels along each edge. */
export const SIDE = 12;
export const PIXELS = SIDE * SIDE;

export type Point = readonly [x: number, y: number];
/** Points that a pen goes through; x to the right, y down, in any unit. */
export type Stroke = readonly Point[];

/** Part of an ellipse. @param from, to in turns from the right, clockwise */
const arc = (cx: number, cy: number, rx: number, ry: number, from = 0, to = 1): Point[] =>
	Array.from({ length: 15 }, (_, i): Point => {
		const angle = 2 * Math.PI * (from + ((to - from) * i) / 14);
		return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
	});

/** How each digit is written, in more than one way where hands differ. */
const forms: readonly (readonly (readonly Stroke[])[])[] = [
	[[arc(0.5, 0.5, 0.33, 0.5)]],
	[
		[
			[
				[0.5, 0],
				[0.5, 1]
			]
		],
		[
			[
				[0.25, 0.25],
				[0.55, 0],
				[0.55, 1]
			]
		]
	],
	[[[...arc(0.5, 0.28, 0.35, 0.28, 0.5, 1.1), [0.1, 1], [0.9, 1]]]],
	[[[...arc(0.45, 0.25, 0.35, 0.25, 0.55, 1.2), ...arc(0.45, 0.74, 0.4, 0.26, 0.75, 1.45)]]],
	[
		[
			[
				[0.6, 0],
				[0.1, 0.65],
				[0.95, 0.65]
			],
			[
				[0.68, 0.3],
				[0.68, 1]
			]
		],
		[
			[
				[0.2, 0],
				[0.15, 0.5],
				[0.85, 0.5]
			],
			[
				[0.8, 0],
				[0.75, 1]
			]
		]
	],
	[[[[0.85, 0], [0.25, 0], [0.2, 0.42], ...arc(0.45, 0.7, 0.4, 0.3, 0.75, 1.4)]]],
	[[[[0.7, 0], [0.35, 0.3], ...arc(0.5, 0.72, 0.33, 0.28, 0.5, 1.5)]]],
	[
		[
			[
				[0.1, 0],
				[0.9, 0],
				[0.4, 1]
			]
		],
		[
			[
				[0.1, 0],
				[0.9, 0],
				[0.4, 1]
			],
			[
				[0.3, 0.5],
				[0.8, 0.5]
			]
		]
	],
	[[arc(0.5, 0.25, 0.28, 0.25), arc(0.5, 0.75, 0.34, 0.25)]],
	[[[...arc(0.5, 0.28, 0.32, 0.28), [0.82, 0.3], [0.7, 1]]]]
];

/** A digit as it is written first of all, in a unit square: nothing bent, turned or moved. @param digit 0 to 9 */
export const written = (digit: number): readonly Stroke[] => forms[digit]?.[0] ?? [];

/** Turned clockwise by quarters of a turn, about the origin. */
export const turned = (strokes: readonly Stroke[], turns: number): readonly Stroke[] =>
	strokes.map((stroke) => stroke.map((point) => quarter(point, turns)));

/** Share of the picture that the longer side of a drawing fills. */
const FILLED = 0.72;
/** Width of a pen in pixels, where nobody says another. */
const PEN = 1.1;

/**
 * Strokes → grey values [SIDE · SIDE] from 0, empty, to 1, row by row: centred, their longer side 0.72 of the picture.
 * @param strokes of a drawing in any unit; none gives an empty picture
 * @param pen its width in pixels @param moved by pixels
 */
export function picture(strokes: readonly Stroke[], pen = PEN, moved: Point = [0, 0]): Float64Array {
	const image = new Float64Array(PIXELS);
	const points = strokes.flat();
	if (points.length === 0) return image;
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	const [left, top] = [Math.min(...xs), Math.min(...ys)];
	const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
	const scale = (FILLED * SIDE) / Math.max(width, height, 1e-9);
	const place = ([x, y]: Point): Point => [
		SIDE / 2 + (x - left - width / 2) * scale + moved[0],
		SIDE / 2 + (y - top - height / 2) * scale + moved[1]
	];
	for (const stroke of strokes) {
		const placed = stroke.map(place);
		placed.forEach((from, i) => {
			const to = placed[i + 1] ?? (i === 0 ? from : undefined);
			if (to) ink(image, from, to, pen);
		});
	}
	return image;
}

/** Darkens the pixels near a line: by how far their middle lies inside of the pen. */
function ink(image: Float64Array, [ax, ay]: Point, [bx, by]: Point, pen: number): void {
	const reach = pen / 2 + 0.5;
	const [dx, dy] = [bx - ax, by - ay];
	const squared = dx * dx + dy * dy;
	const along = (low: number, high: number): readonly [number, number] => [
		Math.max(0, Math.floor(low - reach)),
		Math.min(SIDE - 1, Math.ceil(high + reach))
	];
	const [x0, x1] = along(Math.min(ax, bx), Math.max(ax, bx));
	const [y0, y1] = along(Math.min(ay, by), Math.max(ay, by));
	for (let y = y0; y <= y1; y++)
		for (let x = x0; x <= x1; x++) {
			const [px, py] = [x + 0.5 - ax, y + 0.5 - ay];
			const t = squared > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / squared)) : 0;
			const distance = Math.hypot(px - t * dx, py - t * dy);
			const grey = Math.min(1, Math.max(0, reach - distance));
			image[y * SIDE + x] = Math.max(image[y * SIDE + x] ?? 0, grey);
		}
}

/** Random numbers by turn, from one stream. */
class Draws {
	#at = 0;
	readonly #random: Random;
	constructor(seed: number, name: string) {
		this.#random = new Random(seed, name);
	}
	/** From low to high. */
	between(low: number, high: number): number {
		return low + (high - low) * this.#random.uniforms(this.#at++)[0];
	}
	below(size: number): number {
		return Math.min(size - 1, Math.floor(this.between(0, size)));
	}
}

export interface Images {
	/** [count · PIXELS], from 0 to 1. */
	readonly pixels: Float64Array;
	readonly labels: readonly number[];
}

/** Most a hand turns and slants a digit, in radians, and stretches it. */
const [TURN, SLANT, STRETCH] = [0.22, 0.25, 0.2];

/**
 * @param name of the set: another name is other images @param classes the digits in it, equally often
 * @param turns by how many quarters each is turned clockwise
 */
export function digitImages(
	name: string,
	count: number,
	classes: readonly number[],
	{ turns = 0, inverted = false } = {}
): Images {
	const draws = new Draws(1, `digits/${name}`);
	const pixels = new Float64Array(count * PIXELS);
	const labels = Array.from({ length: count }, (_, i) => classes[i % classes.length] ?? 0);
	labels.forEach((label, i) => {
		const ways = forms[label] ?? [];
		const written = ways[draws.below(ways.length)] ?? [];
		const angle = draws.between(-TURN, TURN);
		const slant = draws.between(-SLANT, SLANT);
		const wide = Math.exp(draws.between(-STRETCH, STRETCH));
		const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
		const strokes = written.map((stroke) =>
			stroke.map(([x, y]): Point => {
				const [u, v] = [wide * (x - 0.5) + slant * (0.5 - y), y - 0.5];
				const wobble = (): number => draws.between(-0.03, 0.03);
				return quarter([cos * u - sin * v + wobble(), sin * u + cos * v + wobble()], turns);
			})
		);
		const moved: Point = [draws.between(-0.8, 0.8), draws.between(-0.8, 0.8)];
		const image = picture(strokes, draws.between(0.8, 1.6), moved);
		pixels.set(inverted ? image.map((grey) => 1 - grey) : image, i * PIXELS);
	});
	return { pixels, labels };
}

/** Turned clockwise by quarters of a turn. */
function quarter([x, y]: Point, turns: number): Point {
	return turns === 0 ? [x, y] : quarter([-y, x], turns - 1);
}
