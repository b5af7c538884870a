/**
 * The state of a lesson's page: parameter values, the matrices and equations that follow, the current step of
 * each derivation. All of it is mirrored in the URL; a bad URL gives legal values and a notice.
 */
import { check, texOfEquation, type Check, type Equation } from '$src/algebra/equation';
import type { Tensor } from '$src/math/tensor';
import { defaultsOf, formatQuery, type Problem, type Schema, type Values } from '$src/schema/field';
import { linkSymbols, spellingsOf, type Spelling } from '$src/components/tex/link.js';
import { getContext, setContext } from 'svelte';
import { firstSteps, readAddress, type Arrived } from './arrived';
import type { Lesson } from './define';
import type { Guest } from './guest/guest';
import type { OtherReceipt } from './otherReceipt';
import { Stage, type Role } from './stage.svelte';
import { viewSchema, writtenMode, type View } from './view';
import { lazilyMapped } from '$src/lazily';
import { own } from '$src/own';
import { remembered } from '$src/remembered';

/** An equation on the state that the page opens with. */
export interface Opening {
	readonly tex: string;
	readonly check: Check;
	/** What to say if it does not hold: no page may open so. */
	readonly complaint: string;
}

type Value = string | number | boolean;

interface Opened {
	readonly equations: Readonly<Record<string, Equation>>;
	readonly environment: () => ReadonlyMap<string, Tensor>;
}

export class LessonState {
	#values = $state.raw<Values<Schema>>({});
	#override = $state.raw<ReadonlyMap<string, Tensor>>(new Map());
	#steps = $state.raw<Readonly<Record<string, string>>>({});
	#problems = $state.raw<readonly Problem[]>([]);
	#arrived = $state.raw<Arrived | null>(null);
	#other = $state.raw<OtherReceipt | null>(null);
	#view = $state.raw<View>(defaultsOf(viewSchema));
	#version = $state(0);
	#passed = $state.raw<ReadonlySet<string>>(new Set());
	#given = $state(false);
	/** Has the reader come back to this page, by Back or from the other language? Known once its address is taken over. */
	isBack = $state(false);
	/** What a presentation adds to the page. */
	readonly stage = new Stage();
	#opened: Opened | undefined;
	#spellings: readonly Spelling[] | undefined;
	/** How many exercises stand in steps of a derivation: they come first on the page, and count while it is built. */
	practised = $state(0);
	/** Called after every change; the page mirrors it in the URL. */
	onchange: (query: URLSearchParams) => void = () => undefined;

	#guest = $state.raw<Guest | null>(null);
	/** Is the lesson set as its guest's matrices need it? Else its own are shown. */
	readonly isGuestShown: boolean = $derived.by(() =>
		Object.entries(this.#guest?.settings ?? {}).every(([name, value]) => own(this.#values, name) === value)
	);

	readonly environment: ReadonlyMap<string, Tensor> = $derived.by(() => {
		const guest = this.isGuestShown ? this.#guest?.matrices : undefined;
		const own = this.lesson.environment(this.#values, guest);
		if (this.#override.size === 0 || guest) return own;
		// A figure may be a moment behind the sliders: matrices of another shape are not of this state.
		const override = this.#override;
		return lazilyMapped(own, (matrix, name) => sameShape(override.get(name), matrix) ?? matrix);
	});
	readonly equations: Readonly<Record<string, Equation>> = $derived.by(() =>
		this.lesson.equations(this.#values)
	);

	constructor(readonly lesson: Lesson) {
		this.#values = defaultsOf(lesson.parameters);
		this.#steps = firstSteps(this.lesson);
	}

	get values(): Values<Schema> {
		return this.#values;
	}
	get problems(): readonly Problem[] {
		return this.#problems;
	}
	/** The receipt that the page was opened with, if it was with one. */
	get arrived(): Arrived | null {
		return this.#arrived;
	}
	/** The receipt of another kind that the page was opened with, if it was with one. */
	get other(): OtherReceipt | null {
		return this.#other;
	}
	/** Grows when anything that equations depend on changes; what waits for an idle moment reads this, not the matrices. */
	get version(): number {
		return this.#version;
	}
	/** Derivation id → id of its current step. */
	get steps(): Readonly<Record<string, string>> {
		return this.#steps;
	}

	/** Predictions whose answers the reader wants to see without one: all of them, where the address set something. */
	get passed(): { has(prediction: string): boolean } {
		return this.#given ? { has: () => true } : this.#passed;
	}
	/** Shows what figures give away of a prediction. */
	pass(prediction: string): void {
		if (!this.passed.has(prediction)) this.#passed = new Set(this.#passed).add(prediction);
	}

	/** How the page is shown. */
	get view(): View {
		return this.#view;
	}
	get role(): Role {
		if (this.#view.audience !== '') return 'audience';
		return this.#view.present === '' ? 'reader' : 'presenter';
	}

	show(changes: Partial<View>): void {
		this.#view = { ...this.#view, ...changes };
		this.onchange(this.query);
	}

	/** Values with the types of the lesson's own parameters. @param _schema the lesson's parameters */
	of<S extends Schema>(_schema: S): Values<S> {
		return this.#values as Values<S>;
	}

	set(name: string, value: Value): void {
		this.setAll({ [name]: value });
	}

	setAll(changes: Readonly<Record<string, Value>>): void {
		if (Object.entries(changes).every(([name, value]) => own(this.#values, name) === value)) return;
		this.#values = { ...this.#values, ...changes };
		this.#changed();
	}

	/** Matrices that a figure has trained or edited, in place of those of the lesson with the same name and shape. */
	override(matrices: ReadonlyMap<string, Tensor>): void {
		if (matrices.size === 0 && this.#override.size === 0) return;
		this.#override = matrices;
		this.#version += 1;
	}

	/** A module of a real adapter whose matrices stand in place of the lesson's. */
	get guest(): Guest | null {
		return this.#guest;
	}
	/** Sets the lesson as the guest needs it. */
	welcome(guest: Guest): void {
		this.#guest = guest;
		this.#version += 1;
		this.setAll(guest.settings);
	}
	/** The lesson's own matrices again, as it opens. */
	sendGuestAway(): void {
		this.#guest = null;
		this.reset();
	}

	goTo(derivation: string, step: string): void {
		this.#steps = { ...this.#steps, [derivation]: step };
		this.onchange(this.query);
	}

	/** Everything as on first opening, the seed included. */
	reset(): void {
		this.#values = defaultsOf(this.lesson.parameters);
		this.#override = new Map();
		this.#changed();
	}

	/** Another seed, everything else as it is. @param seed a fresh one by default */
	reroll(seed = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1): void {
		this.#override = new Map();
		this.set('seed', seed);
	}

	/** Says beside the problems of the address what else was wrong in it. */
	report(problem: Problem): void {
		this.#problems = [...this.#problems, problem];
	}

	dismissProblems(): void {
		this.#problems = [];
		if (this.#arrived && this.#arrived.refused.length > 0) this.#arrived = null;
		if (this.#other && this.#other.problems.length > 0) this.#other = null;
	}

	/** Takes over what a URL says; what is wrong in it is replaced by legal values and reported. */
	load(query: URLSearchParams): void {
		const { values, problems, arrived, other, view, steps, isGiven } = readAddress(this.lesson, query);
		this.#values = values;
		this.#problems = problems;
		this.#arrived = arrived;
		this.#other = other;
		this.#view = view;
		this.#steps = steps;
		this.#given = isGiven;
		this.#override = new Map();
		this.#version += 1;
	}

	/** Takes over settings; how the page is shown stays as it is. */
	loadSettings(settings: URLSearchParams): void {
		this.load(new URLSearchParams([...settings, ...formatQuery(viewSchema, this.#view)]));
	}

	/** The page as a query: its settings, and how it is shown. */
	get query(): URLSearchParams {
		const { settings } = this;
		const mode = writtenMode(this.#view.mode, settings.has('step'));
		return new URLSearchParams([...settings, ...formatQuery(viewSchema, { ...this.#view, mode })]);
	}

	/** What is set, as a query: parameters that differ from their defaults, the seed, and the step. */
	get settings(): URLSearchParams {
		const query = formatQuery(this.lesson.parameters, this.#values);
		const first = firstSteps(this.lesson);
		const moved = Object.entries(this.#steps).find(([derivation, step]) => own(first, derivation) !== step);
		if (moved) query.set('step', moved.join('.'));
		return query;
	}

	/** Evaluates an equation on the matrices now on the screen. @throws Error if the lesson has no such equation */
	check(id: string): Check {
		return check(this.equation(id), this.environment);
	}

	/** The equation as the page opens, whatever has been changed since. @throws Error if the lesson has no such equation */
	opening(id: string): Opening {
		this.#opened ??= this.#open();
		const { equations, environment } = this.#opened;
		const equation = this.#find(equations, id);
		const complaint = `lesson ${this.lesson.id}: expected ${id} to hold as the page opens, got sides that differ`;
		return {
			tex: this.linked(texOfEquation(equation)),
			// Asked for while the page is built; in the browser its words are enough.
			get check() {
				return check(equation, environment());
			},
			complaint
		};
	}

	texOf(id: string): string {
		return this.linked(texOfEquation(this.equation(id)));
	}

	/** With every symbol of the lesson named, as in the prose. */
	linked(tex: string): string {
		this.#spellings ??= spellingsOf(this.lesson.symbols);
		return linkSymbols(tex, this.#spellings);
	}

	equation(id: string): Equation {
		return this.#find(this.equations, id);
	}

	#find(equations: Readonly<Record<string, Equation>>, id: string): Equation {
		const found = own(equations, id);
		if (found) return found;
		const known = Object.keys(equations).join(', ');
		throw new Error(
			`lesson ${this.lesson.id}: expected an equation called ${id}, got none; there are ${known}`
		);
	}

	#open(): Opened {
		const values = defaultsOf(this.lesson.parameters);
		return {
			equations: this.lesson.equations(values),
			environment: remembered(() => this.lesson.environment(values))
		};
	}

	#changed(): void {
		this.#version += 1;
		this.onchange(this.query);
	}
}

const sameShape = (matrix: Tensor | undefined, as: Tensor): Tensor | undefined =>
	matrix?.shape.join() === as.shape.join() ? matrix : undefined;

const key = Symbol('lesson');
export const provideLesson = (state: LessonState): LessonState => setContext(key, state);

/** The lesson that this component is part of. Call while it initialises. */
export function useLesson(): LessonState {
	const state = getContext<LessonState | undefined>(key);
	if (!state) throw new Error('useLesson: expected to be inside a lesson page');
	return state;
}
