/**
 * What goes between the presenter's window and those of the audience, over one BroadcastChannel. Whatever comes in is
 * checked: another window may run an older page, or be none of ours.
 */
import { order } from '$lessons/order';
import { languages, type Language } from '$src/i18n';
import { presenterOnly, type PresenterOnly } from '$src/lesson/stage.svelte';
import { own } from '$src/own';

/** Raised whenever a window of the version before would misread a message. */
export const MESSAGE_VERSION = 2;

/** What a figure trains (src/runs/followed.ts): a run, a race, a grid. */
export interface RunsShown {
	/** Its name there. */
	readonly of: string;
	/** Grows with every start, so that the same receipts can be started again. */
	readonly count: number;
	/** Receipts of the runs (src/receipt/run.ts), in their order. */
	readonly receipts: readonly string[];
	readonly stopped: boolean;
}

/** Everything that the audience's window shows. */
export interface Shown {
	readonly lesson: string;
	readonly language: Language;
	/** The lesson's settings, serialised: LessonState.settings. */
	readonly query: string;
	readonly screen: string;
	readonly revealed: boolean;
	readonly blank: boolean;
	/** Hands for each choice of the prediction on the screen. */
	readonly tally: readonly number[] | null;
	readonly runs: readonly RunsShown[];
	/** What is on the presenter's screen and can't be on this one; null: nothing. */
	readonly only: PresenterOnly | null;
	/** How far the page is scrolled, 0 to 1. */
	readonly scroll: number;
}

/** Everything that the audience's window shows of a notebook of the lab. */
export interface NotebookShown {
	readonly language: Language;
	/** Its Markdown, in which the controls are as they are set: each window works it out itself. */
	readonly markdown: string;
	/** Place of the cell on the screen, from 0. */
	readonly cell: number;
	/** Places of cells in which the presenter stopped a run. */
	readonly stopped: readonly number[];
	/** Has the presenter opened files for it, which are nowhere else? */
	readonly files: boolean;
	readonly blank: boolean;
	/** How far the slide is scrolled, 0 to 1. */
	readonly scroll: number;
}

export type Message =
	/** A presenter's window has opened: who is there? */
	| { readonly kind: 'ready' }
	/** An audience window is there, and asks what is shown. */
	| { readonly kind: 'hello'; readonly window: string }
	/** A key was pressed in an audience window: a clicker works whichever window has the focus. */
	| { readonly kind: 'pressed'; readonly action: Remote }
	/** An audience window closes. */
	| { readonly kind: 'gone'; readonly window: string }
	| ({ readonly kind: 'shown' } & Shown)
	| ({ readonly kind: 'notebook' } & NotebookShown)
	/** The presenter stopped presenting. */
	| { readonly kind: 'left' };

/** What an audience window may ask for. */
export const remote = [
	'onward',
	'back',
	'next',
	'previous',
	'first',
	'last',
	'reveal',
	'blank',
	'path',
	'demo',
	'clock',
	'notes'
] as const;
export type Remote = (typeof remote)[number];

export interface Complaint {
	readonly field: string;
	readonly expected: string;
	readonly got: string;
}

export const channelName = (channel: string): string => `rankscope.present.${channel}`;

export const envelope = (message: Message): unknown => ({ version: MESSAGE_VERSION, ...message });

type Test = readonly [expected: string, test: (value: unknown) => boolean];

const text = (expected: string, pattern: RegExp): Test => [
	expected,
	(value) => typeof value === 'string' && pattern.test(value)
];
const oneOf = (values: readonly string[]): Test => [
	`one of ${values.join(', ')}`,
	(value) => typeof value === 'string' && values.includes(value)
];
const truth: Test = ['true or false', (value) => typeof value === 'boolean'];
const share: Test = [
	'a number from 0 to 1',
	(value) => typeof value === 'number' && value >= 0 && value <= 1
];
const orNull = ([expected, test]: Test): Test => [
	`${expected}, or null`,
	(value) => value === null || test(value)
];
const isCount = (value: unknown): boolean =>
	Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 9999;
const record = (value: unknown): Readonly<Record<string, unknown>> | null =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: null;

const isReceipt = (value: unknown): boolean => typeof value === 'string' && value.length <= 2000;

function areRuns(value: unknown): boolean {
	const runs = record(value);
	const receipts = runs?.['receipts'];
	return (
		runs !== null &&
		typeof runs['of'] === 'string' &&
		/^[a-z]{1,20}$/.test(runs['of']) &&
		Number.isInteger(runs['count']) &&
		Array.isArray(receipts) &&
		receipts.length <= 16 &&
		receipts.every(isReceipt) &&
		typeof runs['stopped'] === 'boolean'
	);
}

const shown: Readonly<Record<keyof Shown, Test>> = {
	lesson: oneOf(order),
	language: oneOf(languages),
	query: text('a query of up to 4000 characters', /^[^\s#?]{0,4000}$/),
	screen: text('the id of a screen', /^[\w.-]{1,80}$/),
	revealed: truth,
	blank: truth,
	tally: orNull([
		'up to 12 whole numbers from 0 to 9999',
		(value) => Array.isArray(value) && value.length <= 12 && value.every(isCount)
	]),
	runs: [
		'up to 8 lists of up to 16 receipts, each with of, count and stopped',
		(value) => Array.isArray(value) && value.length <= 8 && value.every(areRuns)
	],
	only: orNull(oneOf(presenterOnly)),
	scroll: share
};

/** Characters of a notebook, and cells of one: what the lab opens at most (src/lab). */
const LONGEST_NOTEBOOK = 512 * 1024;
const isPlace = (value: unknown): boolean => isCount(value) && Number(value) < 1000;

const notebook: Readonly<Record<keyof NotebookShown, Test>> = {
	language: oneOf(languages),
	markdown: [
		`a notebook of up to ${LONGEST_NOTEBOOK} characters`,
		(value) => typeof value === 'string' && value.length <= LONGEST_NOTEBOOK
	],
	cell: ['a whole number from 0 to 999', isPlace],
	stopped: [
		'up to 1000 whole numbers from 0 to 999',
		(value) => Array.isArray(value) && value.length <= 1000 && value.every(isPlace)
	],
	files: truth,
	blank: truth,
	scroll: share
};

const excerpt = (value: unknown): string => {
	try {
		return (JSON.stringify(value) ?? String(value)).slice(0, 80);
	} catch {
		return typeof value;
	}
};

const no = (field: string, expected: string, got: unknown): { complaint: Complaint } => ({
	complaint: { field, expected, got: excerpt(got) }
});

/** Data that came in → a message, or why it is none. */
export function parseMessage(
	data: unknown
): { readonly message: Message } | { readonly complaint: Complaint } {
	const given = record(data);
	if (!given) return no('message', 'an object', data);
	if (given['version'] !== MESSAGE_VERSION) return no('version', String(MESSAGE_VERSION), given['version']);
	const { kind } = given;
	if (kind === 'ready' || kind === 'left') return { message: { kind } };
	if (kind === 'hello' || kind === 'gone') {
		const { window } = given;
		const isName = typeof window === 'string' && /^[a-z0-9]{1,16}$/.test(window);
		return isName ? { message: { kind, window } } : no('window', 'letters and digits', window);
	}
	if (kind === 'pressed') {
		const action = remote.find((known) => known === given['action']);
		return action
			? { message: { kind, action } }
			: no('action', `one of ${remote.join(', ')}`, given['action']);
	}
	if (kind === 'shown') return checked(given, shown, (message: Shown) => ({ kind, ...message }));
	if (kind === 'notebook')
		return checked(given, notebook, (message: NotebookShown) => ({ kind, ...message }));
	return no('kind', 'one of ready, hello, pressed, gone, shown, notebook, left', kind);
}

/** Only what was checked goes on. */
function checked<Known extends object>(
	given: Readonly<Record<string, unknown>>,
	tests: Readonly<Record<keyof Known & string, Test>>,
	messageOf: (known: Known) => Message
): { readonly message: Message } | { readonly complaint: Complaint } {
	const fields = Object.entries<Test>(tests);
	for (const [field, [expected, test]] of fields)
		if (!test(own(given, field))) return no(field, expected, own(given, field));
	return {
		message: messageOf(
			Object.fromEntries(fields.map(([field]) => [field, own(given, field)])) as unknown as Known
		)
	};
}
