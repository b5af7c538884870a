/**
 * A module of a real adapter that visits a lesson: its own matrices, or their leading parts, in place of the toy's. It is
 * kept in this tab's storage as text of one schema; what is not of it is no guest. It knows no file formats and no page.
 */
import { own } from '$src/own';
import type { Tensor } from '$src/math/tensor';

const guestLessons = ['lora', 'loha', 'lokr', 'low-rank'] as const;
export type GuestLesson = (typeof guestLessons)[number];

export interface Guest {
	readonly lesson: GuestLesson;
	/** Of the adapter and of the module in it, as the page of adapters calls them. */
	readonly file: string;
	readonly module: string;
	/** Of the whole ΔW, unfolded, and of the part that is shown: rows, columns, r. */
	readonly whole: readonly [rows: number, columns: number, rank: number];
	readonly part: readonly [rows: number, columns: number, rank: number];
	/** What the lesson must be set to for the matrices to fit. */
	readonly settings: Readonly<Record<string, string | number>>;
	/** Leaf of the lesson → numbers. */
	readonly matrices: ReadonlyMap<string, Tensor>;
}

const KEY = 'rankscope-module';
const VERSION = 1;
/** Numbers of one matrix, characters of a name, and of all of it: more is not kept. */
const [MOST_NUMBERS, LONGEST_NAME, LONGEST_TEXT] = [48 * 64, 400, 400_000];

export const guestText = ({ matrices, ...rest }: Guest): string =>
	JSON.stringify({
		rankscope: 'module',
		version: VERSION,
		...rest,
		matrices: Object.fromEntries(
			[...matrices].map(([name, { shape, data }]) => [name, { shape, data: [...data] }])
		)
	});

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_NAME;
const isCount = (value: unknown): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function three(value: unknown): Guest['whole'] | null {
	if (!Array.isArray(value) || value.length !== 3 || !value.every(isCount)) return null;
	const [rows = 0, columns = 0, rank = 0] = value as readonly number[];
	return [rows, columns, rank];
}

function matrix(value: unknown): Tensor | null {
	if (!isRecord(value)) return null;
	const [shape, data] = [own(value, 'shape'), own(value, 'data')];
	if (!Array.isArray(shape) || shape.length > 2 || !shape.every(isCount)) return null;
	if (!Array.isArray(data) || data.length > MOST_NUMBERS || !data.every(isNumber)) return null;
	const count = (shape as readonly number[]).reduce((product, size) => product * size, 1);
	return count === data.length
		? { shape: shape as readonly number[], data: Float64Array.from(data as readonly number[]) }
		: null;
}

/** Null for whatever is no guest of this version. */
export function parseGuest(text: string): Guest | null {
	if (text.length > LONGEST_TEXT) return null;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null;
	}
	if (!isRecord(value) || own(value, 'rankscope') !== 'module' || own(value, 'version') !== VERSION)
		return null;
	const lesson = guestLessons.find((one) => one === own(value, 'lesson'));
	const [file, module] = [own(value, 'file'), own(value, 'module')];
	const [whole, part] = [three(own(value, 'whole')), three(own(value, 'part'))];
	const [settings, written] = [own(value, 'settings'), own(value, 'matrices')];
	if (!lesson || !isName(file) || !isName(module) || !whole || !part) return null;
	if (!isRecord(settings) || !isRecord(written)) return null;
	const set = Object.entries(settings);
	if (set.length > 8 || !set.every(([, one]) => isName(one) || isNumber(one))) return null;
	const matrices = new Map<string, Tensor>();
	const entries = Object.entries(written);
	if (entries.length > 8) return null;
	for (const [name, one] of entries) {
		const read = matrix(one);
		if (!read) return null;
		matrices.set(name, read);
	}
	return { lesson, file, module, whole, part, settings: settings as Guest['settings'], matrices };
}

/** Storage that the browser refuses keeps nothing: then the lesson has its toy. */
export function keepGuest(text: string): void {
	try {
		sessionStorage.setItem(KEY, text);
	} catch {
		// Nothing to keep it in.
	}
}

/** The guest of a lesson, if there is one. */
export function guestOf(lesson: string): Guest | null {
	try {
		const guest = parseGuest(sessionStorage.getItem(KEY) ?? '');
		return guest?.lesson === lesson ? guest : null;
	} catch {
		return null;
	}
}

export function sendGuestAway(): void {
	try {
		sessionStorage.removeItem(KEY);
	} catch {
		// Nothing is kept.
	}
}

/** A guest's matrix in place of the lesson's own, where it is of the same shape. */
export const guestOr = (
	guest: ReadonlyMap<string, Tensor> | undefined,
	name: string,
	toy: Tensor
): Tensor => {
	const found = guest?.get(name);
	return found && found.shape.join() === toy.shape.join() ? found : toy;
};
