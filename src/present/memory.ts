/**
 * What the presenter's window keeps while its page is loaded anew or the lesson changes: channel, clock, hands. It is
 * in the session storage of the window, and what is read back is checked like everything from outside.
 */
import { readyClock, type Clock } from './clock';

export interface Memory {
	/** Names the BroadcastChannel to the audience. */
	readonly channel: string;
	readonly clock: Clock;
	/** Are the notes shown? */
	readonly notes: boolean;
	/** Has the presenter taken the path of 50 minutes? */
	readonly path: boolean;
	/** lesson/prediction → hands for each choice. */
	readonly tallies: Readonly<Record<string, readonly number[]>>;
	/** Lesson → script of the presenter's own, in place of the lesson's. */
	readonly scripts: Readonly<Record<string, string>>;
	/** Lesson → receipts of its demo that have been played. */
	readonly played: Readonly<Record<string, number>>;
}

const KEY = 'rankscope.presenter';

/** @param random 8 bytes */
export const channelOf = (random: Uint8Array): string =>
	[...random].map((byte) => (byte % 36).toString(36)).join('');

/** Nothing yet, and no channel. */
export const blankMemory: Memory = {
	channel: '',
	clock: readyClock,
	notes: false,
	path: false,
	tallies: {},
	scripts: {},
	played: {}
};

const freshMemory = (): Memory => ({
	...blankMemory,
	channel: channelOf(crypto.getRandomValues(new Uint8Array(8)))
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isTime = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
const recordOf = (value: unknown, test: (entry: unknown) => boolean): boolean =>
	isRecord(value) && Object.values(value).every(test);

/** @returns what was kept, or null where it is not what this page writes */
export function parseMemory(written: string): Memory | null {
	let given: unknown;
	try {
		given = JSON.parse(written);
	} catch {
		return null;
	}
	if (!isRecord(given) || !isRecord(given['clock'])) return null;
	const { channel, clock, notes, path, tallies, scripts, played } = given;
	const isWhole =
		typeof channel === 'string' &&
		/^[a-z0-9]{1,16}$/.test(channel) &&
		isTime(clock['gathered']) &&
		(clock['since'] === null || isTime(clock['since'])) &&
		typeof clock['lesson'] === 'string' &&
		isTime(clock['lessonFrom']) &&
		typeof notes === 'boolean' &&
		typeof path === 'boolean' &&
		recordOf(tallies, (hands) => Array.isArray(hands) && hands.every(isCount)) &&
		recordOf(scripts, (script) => typeof script === 'string') &&
		recordOf(played, isCount);
	return isWhole ? ({ channel, clock, notes, path, tallies, scripts, played } as unknown as Memory) : null;
}

export function recall(): Memory {
	try {
		return parseMemory(sessionStorage.getItem(KEY) ?? '') ?? freshMemory();
	} catch {
		// Storage may be forbidden: then a reload starts the clock anew.
		return freshMemory();
	}
}

export function remember(memory: Memory): void {
	try {
		sessionStorage.setItem(KEY, JSON.stringify(memory));
	} catch {
		// As above.
	}
}
