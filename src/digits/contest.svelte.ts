/** What the figures that compare methods share: prices, the runs that follow from what is set, and one series that trains them. */
import { onDestroy } from 'svelte';
import type { MethodName } from '$src/adapters/index';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import type { Latest } from '$src/runs/latest.svelte';
import { useAnswers } from './asking.svelte';
import {
	plansOf,
	rowsOf,
	runsOf,
	seededRows,
	seededRuns,
	type Plan,
	type Row,
	type SeededRow
} from './contest';
import type { Price, PriceAnswer, PriceQuestion } from './protocol';
import { contestants } from './record';
import type { Scene } from './scene.svelte';
import { Series } from '$src/runs/series.svelte';

export class Contest {
	readonly series = new Series();
	/** Which of the two series is under way, or was last. */
	what = $state.raw<'methods' | 'seeds' | null>(null);
	/** What the prices depend on, and what a row is of: the page's run, at the rates and seeds of the contest. */
	readonly #run: Run = $derived.by(() => ({ ...this.scene.run, method: 'lora' as MethodName }));
	readonly #key: string = $derived.by(() => formatReceipt({ ...this.#run, lr: 1, seed: 1, steps: 1 }));
	/** What the runs of a series depend on: one of other settings is of no use any more. */
	readonly set: string = $derived.by(() => formatReceipt({ ...this.#run, lr: 1 }));
	/** Empty until they are known. */
	readonly prices: readonly Price[] = $derived.by(() => {
		const { known } = this.asked;
		return known?.key === this.#key ? known.answer.prices : [];
	});
	readonly #plans: readonly Plan[] = $derived.by(() => plansOf(this.#run, this.prices));
	readonly rows: readonly Row[] = $derived.by(() => rowsOf(this.#plans, (run) => this.series.known(run)));
	readonly seeded: readonly SeededRow[] = $derived.by(() =>
		seededRows(this.rows, (run) => this.series.known(run))
	);
	readonly seededRuns: readonly Run[] = $derived.by(() => seededRuns(this.rows));
	/** Is every rate of every method known? */
	readonly isSwept: boolean = $derived.by(
		() => this.rows.length > 0 && runsOf(this.rows).every((run) => this.series.known(run) !== null)
	);

	constructor(
		readonly scene: Scene,
		readonly asked: Latest<PriceQuestion, PriceAnswer>
	) {}

	/** Wants the prices of what is set. */
	ask(): void {
		this.asked.ask(this.#key, { kind: 'price', run: this.#run, methods: contestants });
	}
	again(): void {
		this.asked.again();
	}
	/** Why there are no prices. */
	get failure(): string | null {
		return this.asked.failure;
	}

	/** Receipts of those that are trained. */
	receiptsOf(runs: readonly Run[]): string[] {
		return runs.flatMap((run) => {
			const outcome = this.series.known(run);
			return outcome && outcome !== 'diverged' && outcome.receipt !== '' ? [outcome.receipt] : [];
		});
	}

	async trainMethods(): Promise<void> {
		this.what = 'methods';
		await this.series.train(runsOf(this.rows));
	}

	/** Each method at its best rate; the rates first, where they are not known. */
	async trainSeeds(): Promise<void> {
		this.what = 'seeds';
		const sweep = runsOf(this.rows);
		if (await this.series.train(sweep)) await this.series.train(this.seededRuns);
	}
}

/** Call while a component initialises. */
export function useContest(scene: Scene): Contest {
	const contest = new Contest(scene, useAnswers<PriceQuestion>());
	onDestroy(() => contest.series.dispose());
	return contest;
}
