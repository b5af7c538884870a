/** What a reader draws: strokes in a square of side 1, by a pointer or by keys. It knows no network. */
import type { Point, Stroke } from '$src/models/digits';
import { written } from '$src/models/digits';

/** More than a hand draws; what comes beyond is left out. */
const MOST_POINTS = 2000;
/** How far a key moves the pen. */
const STEP = 0.05;

const inside = (x: number): number => Math.min(1, Math.max(0, x));

export class Drawing {
	#strokes = $state.raw<readonly Stroke[]>([]);
	/** Grows with every change: a drawing's name among others. */
	#version = $state(0);
	#pen = $state.raw<Point>([0.5, 0.5]);
	#isDown = $state(false);
	/** Is what is drawn an example, or what is left of one? A stroke takes its place. */
	#isExample = true;

	constructor(readonly first: number) {
		this.#strokes = example(first);
	}

	get strokes(): readonly Stroke[] {
		return this.#strokes;
	}
	get version(): number {
		return this.#version;
	}
	/** Where keys have moved the pen. */
	get pen(): Point {
		return this.#pen;
	}
	get isDown(): boolean {
		return this.#isDown;
	}

	/** A digit in place of what is drawn. */
	take(digit: number): void {
		this.#isDown = false;
		this.#isExample = true;
		this.#set(example(digit));
	}

	clear(): void {
		this.#isDown = false;
		this.#set([]);
	}

	undo(): void {
		this.#isDown = false;
		this.#set(this.#strokes.slice(0, -1));
	}

	/** Puts the pen down there: on strokes drawn before, or in place of an example. */
	begin([x, y]: Point): void {
		const kept = this.#isExample ? [] : this.#strokes;
		this.#isExample = false;
		if (kept.length > 0 && this.#isFull) return;
		this.#isDown = true;
		this.#set([...kept, [[inside(x), inside(y)]]]);
	}

	/** Draws on, where the pen is down. */
	go([x, y]: Point): void {
		const last = this.#strokes.at(-1);
		if (!this.#isDown || !last || this.#isFull) return;
		this.#set([...this.#strokes.slice(0, -1), [...last, [inside(x), inside(y)]]]);
	}

	lift(): void {
		this.#isDown = false;
	}

	/** By a key, as KeyboardEvent.key names it. @returns whether it is one of the pen's */
	press(key: string): boolean {
		const [x, y] = this.#pen;
		if (key === ' ') {
			if (this.#isDown) this.lift();
			else this.begin(this.#pen);
		} else if (key === 'Backspace') this.undo();
		else if (key === 'ArrowLeft') this.#move([x - STEP, y]);
		else if (key === 'ArrowRight') this.#move([x + STEP, y]);
		else if (key === 'ArrowUp') this.#move([x, y - STEP]);
		else if (key === 'ArrowDown') this.#move([x, y + STEP]);
		else return false;
		return true;
	}

	#move([x, y]: Point): void {
		this.#pen = [inside(x), inside(y)];
		this.go(this.#pen);
	}

	get #isFull(): boolean {
		return this.#strokes.reduce((sum, { length }) => sum + length, 0) >= MOST_POINTS;
	}

	#set(strokes: readonly Stroke[]): void {
		this.#strokes = strokes;
		this.#version += 1;
	}
}

/** A digit in the middle of the square. */
const example = (digit: number): readonly Stroke[] =>
	written(digit).map((stroke) => stroke.map(([x, y]): Point => [0.2 + 0.6 * x, 0.14 + 0.72 * y]));
