/**
 * A walk through the states of a figure, one after another, so that the reader sees how one comes of the one before.
 * It is started and stopped by one button (WalkButton.svelte). Who wants less motion goes from state to state by that
 * button, at their own pace. It only counts: what a state is, is the figure's business.
 */
import { prefersReducedMotion } from 'svelte/motion';

interface Options {
	/** How many states there are, at least 1; the walk ends behind the last. */
	readonly count: () => number;
	/** ms that a state is on. */
	readonly each: () => number;
	/** Called as each state comes, from 1 on. */
	readonly onstate?: (state: number) => void;
}

/** A page that was hidden goes on where it was. */
const LONGEST_FRAME = 100;

export class Walk {
	#at = $state<number | null>(null);
	#frame = 0;

	/** Call while a component initialises: the walk ends with the component. */
	constructor(readonly options: Options) {
		$effect(() => () => this.stop());
	}

	/** From 0 to count while it walks: the state that is on, less one, and what has gone by of its time. Null at rest. */
	get at(): number | null {
		return this.#at;
	}
	/** The state that is on, from 1; null at rest. What reads it is told of every state, not of every frame. */
	get state(): number | null {
		return this.#state;
	}
	readonly #state = $derived.by(() =>
		this.#at === null ? null : Math.min(this.options.count(), Math.floor(this.#at) + 1)
	);
	/** Is it at work? */
	get isOn(): boolean {
		return this.#state !== null;
	}
	get isStill(): boolean {
		return prefersReducedMotion.current;
	}

	/** Starts or stops; where less motion is wanted, on to the next state, and behind the last to rest. */
	press(): void {
		if (this.isStill) this.#enter(this.#at === null ? 0 : Math.floor(this.#at) + 1);
		else if (this.#at === null) this.#start();
		else this.stop();
	}

	stop(): void {
		cancelAnimationFrame(this.#frame);
		this.#at = null;
	}

	#start(): void {
		this.#enter(0);
		let before = performance.now();
		const go = (now: number): void => {
			if (this.#at === null) return;
			const gone = Math.min(LONGEST_FRAME, Math.max(0, now - before)) / this.options.each();
			before = now;
			this.#enter(this.#at + gone);
			if (this.#at !== null) this.#frame = requestAnimationFrame(go);
		};
		this.#frame = requestAnimationFrame(go);
	}

	#enter(at: number): void {
		const before = this.state;
		if (at >= this.options.count()) {
			this.stop();
			return;
		}
		this.#at = at;
		const now = this.state;
		if (now !== null && now !== before) this.options.onstate?.(now);
	}
}
