/**
 * The presenter's side: which screen, what is revealed, the clock, the demo; and the message that the audience gets.
 * The page itself stays the page: its LessonState says what is set, and every figure on it is live.
 */
import type { LessonId } from '$lessons/order';
import type { Language } from '$src/i18n';
import { formatReceipt } from '$src/receipt/receipt';
import { followedOf } from '$src/runs/followed';
import type { LessonState } from '$src/lesson/state.svelte';
import { enterLesson, startClock, toggleClock } from './clock';
import type { Deck } from './deck.svelte';
import { parseDemo, type Demo } from './demo';
import { blankMemory, recall, type Memory } from './memory';
import type { RunsShown, Shown } from './message';
import { afterOnPath, FIRST_MARKED } from './path';
import type { Screen } from './screens';
import { own } from '$src/own';

export class Presentation {
	memory = $state.raw<Memory>(blankMemory);
	blank = $state(false);
	/** Of the presenter's window, 0 to 1. */
	scroll = $state(0);
	/** Audience windows that are there, by their own names. */
	audience = $state.raw<ReadonlySet<string>>(new Set());
	/** The path was asked on, and there is no further lesson on it. */
	pathEnded = $state(false);
	/** The lesson's own script; '' until it is loaded, and where there is none. */
	ownScript = $state('');

	/** The screen that the address names, or the first. */
	readonly screen: Screen | undefined = $derived.by(() => {
		const { screens } = this.deck;
		const wanted = this.lesson.view.present;
		const found =
			wanted === FIRST_MARKED ? screens.find(({ mark }) => mark) : screens.find(({ id }) => id === wanted);
		return found ?? screens[0];
	});
	readonly position: number = $derived.by(() => (this.screen ? this.deck.screens.indexOf(this.screen) : 0));
	readonly script: string = $derived.by(
		() => own(this.memory.scripts, this.lesson.lesson.id) ?? this.ownScript
	);
	readonly demo: Demo = $derived.by(() => parseDemo(this.script, this.lesson.lesson));
	readonly played: number = $derived.by(() =>
		Math.min(own(this.memory.played, this.lesson.lesson.id) ?? 0, this.demo.receipts.length)
	);

	readonly runs: readonly RunsShown[] = $derived.by(() =>
		[...followedOf(this.lesson)]
			.filter(([, { runs }]) => runs.length > 0)
			.map(([of, { runs, starts, stopped }]) => ({
				of,
				count: starts,
				receipts: runs.map((run) => formatReceipt(run)),
				stopped
			}))
	);

	/** What the audience sees. */
	readonly shown: Shown = $derived.by(() => ({
		lesson: this.lesson.lesson.id,
		language: this.language(),
		query: this.lesson.settings.toString(),
		screen: this.screen?.id ?? 'title',
		revealed: this.lesson.stage.revealed,
		blank: this.blank,
		tally:
			this.screen?.kind === 'predict' ? (own(this.lesson.stage.tallies, this.#prediction) ?? null) : null,
		runs: this.runs,
		only: own(this.lesson.stage.only, this.screen?.id.replace(/^figure-/, '') ?? '') ?? null,
		scroll: this.scroll
	}));

	/** @param leaveFor opens another lesson at a screen, in this window */
	constructor(
		readonly lesson: LessonState,
		readonly deck: Deck,
		readonly language: () => Language,
		readonly leaveFor: (lesson: LessonId, screen: string) => void
	) {
		const { id } = lesson.lesson;
		const kept = recall();
		this.memory = { ...kept, clock: enterLesson(kept.clock, Date.now(), id) };
		for (const [key, hands] of Object.entries(this.memory.tallies)) {
			const [of, prediction = ''] = key.split('/');
			if (of === id) lesson.stage.count(prediction, hands);
		}
		const wanted = lesson.view.present;
		if (wanted !== FIRST_MARKED && deck.indexOf(wanted) < 0) {
			const used = this.screen?.id ?? 'title';
			lesson.report({
				field: 'present',
				expected: deck.screens.map((s) => s.id).join(', '),
				got: wanted,
				used
			});
		}
		if (this.screen) this.goTo(this.screen);
	}

	goTo(screen: Screen): void {
		this.deck.read();
		this.pathEnded = false;
		if (screen.id !== this.lesson.view.present) this.lesson.stage.revealed = false;
		if (screen.step) this.lesson.goTo(...screen.step);
		this.lesson.show({ present: screen.id });
	}

	/** @param position from 0; kept within the lesson */
	goToPosition(position: number): void {
		const { screens } = this.deck;
		const screen = screens[Math.min(screens.length - 1, Math.max(0, position))];
		if (screen) this.goTo(screen);
	}

	next(): void {
		// Whoever blanked the screen and goes on wants to be seen again.
		if (this.blank) this.blank = false;
		else this.goToPosition(this.position + 1);
	}

	/** The next screen of the path, in this lesson or in the one after it. */
	nextOnPath(): void {
		this.memory = { ...this.memory, path: true };
		this.blank = false;
		const marked = this.deck.screens.find(({ mark }, i) => mark && i > this.position);
		const other = afterOnPath(this.lesson.lesson.id);
		if (marked) this.goTo(marked);
		else if (other) this.leaveFor(other, FIRST_MARKED);
		else this.pathEnded = true;
	}

	toggleReveal(): void {
		const { stage } = this.lesson;
		stage.revealed = !stage.revealed;
	}

	toggleNotes(shown = !this.memory.notes): void {
		this.memory = { ...this.memory, notes: shown };
	}

	toggleClock(): void {
		this.memory = { ...this.memory, clock: toggleClock(this.memory.clock, Date.now()) };
	}

	restartClock(): void {
		this.memory = { ...this.memory, clock: startClock(Date.now(), this.lesson.lesson.id) };
	}

	/** Hands that were typed are kept with the lesson that they belong to. */
	keepTallies(tallies: Readonly<Record<string, readonly number[]>>): void {
		const { id } = this.lesson.lesson;
		const own = Object.entries(tallies).map(([prediction, hands]) => [`${id}/${prediction}`, hands] as const);
		this.memory = { ...this.memory, tallies: { ...this.memory.tallies, ...Object.fromEntries(own) } };
	}

	/** @param script null: the lesson's own */
	useScript(script: string | null): void {
		const { id } = this.lesson.lesson;
		const scripts = Object.fromEntries(
			Object.entries(this.memory.scripts).filter(([lesson]) => lesson !== id)
		);
		this.memory = {
			...this.memory,
			scripts: script === null ? scripts : { ...scripts, [id]: script },
			played: { ...this.memory.played, [id]: 0 }
		};
	}

	/** Sets the next receipt of the demo; after the last one comes the first. @returns whether there is one */
	playNext(): boolean {
		const { receipts } = this.demo;
		const at = this.played % Math.max(1, receipts.length);
		const receipt = receipts[at];
		if (!receipt) return false;
		const query = new URLSearchParams(receipt.query);
		const wanted = query.get('present');
		query.delete('present');
		// An address that was copied may say it; here it is the presenter's.
		query.delete('mode');
		this.lesson.loadSettings(query);
		const screen = this.deck.screens.find(({ id }) => id === wanted);
		if (screen) this.goTo(screen);
		else this.lesson.show({});
		this.blank = false;
		this.memory = {
			...this.memory,
			played: { ...this.memory.played, [this.lesson.lesson.id]: at + 1 }
		};
		return true;
	}

	get #prediction(): string {
		return this.screen?.id.replace(/^predict-/, '') ?? '';
	}
}
