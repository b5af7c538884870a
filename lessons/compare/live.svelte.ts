/** What the lesson's figures share: the state of the page, its target with the floors, and the race. */
import { onDestroy } from 'svelte';
import { soon } from '$src/components/pieces/queue';
import { offer, type Followed } from '$src/runs/followed';
import { notePrediction } from '$src/lesson/predicted';
import { noteRun } from '$src/progress/progress.svelte';
import { useLesson, type LessonState } from '$src/lesson/state.svelte';
import type { Run } from '$src/receipt/run';
import { TrainingSession } from '$src/runs/training.svelte';
import { contestants, ratesOf, runOf, type Contestant } from './contestants';
import { sceneOf, type Scene } from './floors';
import { parameters, type CompareValues } from './parameters';
import { keyOf, type Entry, type Finished, type Lane } from './lane';
import { RaceSession } from './race.svelte';

/** What decides who wins; the rest is how they train. */
const decisive: readonly (keyof CompareValues)[] = ['task', 'rank', 'equal', 'blocks', 'seed'];

export class LiveRace {
	readonly values: CompareValues = $derived.by(() => this.lesson.of(parameters));
	readonly #task: string = $derived.by(() => this.values.task);
	readonly #seed: number = $derived.by(() => this.values.seed);
	readonly scene: Scene = $derived.by(() => sceneOf(this.#task, this.#seed));
	/** What a race would run now. */
	readonly entries: readonly Entry[] = $derived.by(() =>
		contestants.map((method) => ({ method, run: runOf(method, this.values) }))
	);
	readonly #target: string = $derived.by(() => `${this.#task} ${this.#seed}`);
	/** May what was trained be seen? Not before the reader has ranked the methods on this target, or asked. */
	readonly isShown: boolean = $derived.by(
		() => this.values.guess !== 'open' || this.race.trained.isShown(this.#target)
	);
	/** Lanes of a race that is watched, if they are of this state of the page. */
	readonly watched: readonly Lane[] = $derived.by(() => {
		const wanted = new Set(this.entries.map(({ run }) => keyOf(run)));
		return this.race.lanes.filter(({ run }) => wanted.has(keyOf(run)));
	});
	/** The lanes on screen: those that are watched, else those that were trained while nobody did. */
	readonly lanes: Partial<Readonly<Record<Contestant, Lane>>> = $derived.by(() => {
		const { trained } = this.race;
		const isOfTarget = ({ run }: Lane): boolean => run.task === this.#task && run.seed === this.#seed;
		const quiet = this.isShown ? trained.lanes.filter(isOfTarget) : [];
		const lanes = this.watched.length > 0 ? this.watched : quiet;
		return Object.fromEntries(lanes.map((lane) => [lane.method, lane]));
	});
	/** Are the lanes on screen those of the state before, while the next are on their way? */
	readonly isStale: boolean = $derived.by(() =>
		this.entries.some(({ method, run }) => {
			const lane = this.lanes[method];
			return lane !== undefined && keyOf(lane.run) !== keyOf(run);
		})
	);
	/** Receipts, with digest, of the lanes on screen that came to their end. */
	readonly trainedReceipts: readonly string[] = $derived.by(() =>
		contestants.flatMap((method) => {
			const lane = this.lanes[method];
			return lane?.phase === 'done' && lane.result && !lane.result.resumed ? [lane.result.receipt] : [];
		})
	);
	/** Finished runs on the target on screen, whatever their size and settings. */
	readonly points: readonly Finished[] = $derived.by(() =>
		this.race.finished.filter(({ run }) => run.task === this.values.task && run.seed === this.values.seed)
	);
	/** Has every lane come to its end? */
	readonly over: boolean = $derived.by(
		() =>
			!this.race.busy &&
			!this.isStale &&
			contestants.every((method) => ['done', 'failed'].includes(this.lanes[method]?.phase ?? ''))
	);

	constructor(
		readonly lesson: LessonState,
		readonly race: RaceSession
	) {}

	/** The reader watches a race: what they ranked is kept as it stands. */
	start(): void {
		if (this.values.guess !== 'open') notePrediction(this.lesson, 'race', ['guess', ...decisive]);
		this.show();
		void this.race.start(this.entries);
	}

	/** The reader ranks the methods, and sees what was trained. */
	rank(guess: string | number | boolean): void {
		this.lesson.set('guess', guess);
		if (guess === 'open') return;
		notePrediction(this.lesson, 'race', ['guess', ...decisive]);
		this.show();
	}

	/** From here on what was trained on this target is seen, and follows the hand. */
	show(): void {
		this.race.trained.show(this.#target);
	}

	/** Sets a parameter of the race: one under way is ended, and a ranking made for other contestants is open again. */
	set(name: keyof CompareValues, value: string | number | boolean): void {
		if (this.values[name] === value) return;
		this.race.clear();
		this.lesson.override(new Map());
		this.lesson.setAll(decisive.includes(name) ? { [name]: value, guess: 'open' } : { [name]: value });
	}
}

/** Of a receipt that came from elsewhere; a method that does not race has no lane. */
const entriesOf = (runs: readonly Run[]): Entry[] =>
	runs.flatMap((run) => {
		const method = contestants.find((known) => known === run.method);
		return method ? [{ method, run }] : [];
	});

/** The race as a list of runs. */
const followedRace = (race: RaceSession): Followed => ({
	get runs() {
		return race.runs;
	},
	get starts() {
		return race.starts;
	},
	get stopped() {
		return race.stopped;
	},
	get busy() {
		return race.busy;
	},
	start: (runs) => void race.start(entriesOf(runs)),
	stop: () => race.stop(),
	reset: () => {
		race.clear();
		race.trained.hide();
	}
});

const shared = new WeakMap<LessonState, { race: RaceSession; followed: Followed; users: number }>();

/** The one race of the lesson's figures, ended with the last of them. Call while a component initialises. */
export function useLiveRace(): LiveRace {
	const lesson = useLesson();
	const race = new RaceSession(new TrainingSession(), () => ratesOf(lesson.of(parameters)));
	race.training.onfinished = ({ receipt }) => noteRun(lesson.lesson.id, receipt);
	const entry = shared.get(lesson) ?? { race, followed: followedRace(race), users: 0 };
	entry.users += 1;
	shared.set(lesson, entry);
	offer(lesson, 'race', entry.followed);
	onDestroy(() => {
		entry.users -= 1;
		if (entry.users > 0) return;
		shared.delete(lesson);
		entry.race.dispose();
	});
	const live = new LiveRace(lesson, entry.race);
	// In a task of its own, so that no piece of the page has to work it out as it comes alive.
	if (!import.meta.env.SSR) soon(() => void live.scene);
	return live;
}
