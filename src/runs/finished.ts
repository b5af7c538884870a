/**
 * Runs that came to their end in this tab, by their receipts, so that a page which the reader comes back to draws them
 * again: what was computed is kept, nothing is computed anew. It lasts as long as the tab, knows no page, and what it
 * reads back is checked; a run that is too large, or a storage that is full or forbidden, is simply not kept.
 */
import type { ModuleSnapshot, Result } from '$src/experiments/protocol';
import { own } from '$src/own';
import { formatReceipt, parseReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';

type SessionStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PLACE = 'rankscope.finished';
/** Numbers of one run that are kept: about a megabyte of text. */
const MOST_NUMBERS = 200_000;
const MOST_RUNS = 40;

const keyOf = (run: Run): string => `${PLACE} ${formatReceipt(run)}`;

type Numbers = Float32Array | Float64Array;

/** Bytes as text: decimals would be three times as long, and slower. */
const packed = ({ buffer, byteOffset, byteLength }: Numbers): string => {
	const bytes = new Uint8Array(buffer, byteOffset, byteLength);
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
};
const bytesOf = (text: unknown): ArrayBuffer => {
	if (typeof text !== 'string') throw new TypeError('finished: expected packed numbers, got none');
	return Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer;
};

export function writeResult(result: Result): string {
	const { losses, modules, factors, ...rest } = result;
	return JSON.stringify({
		...rest,
		losses: packed(losses),
		modules: modules.map((module) => ({ ...module, singularValues: packed(module.singularValues) })),
		factors: Object.fromEntries(Object.entries(factors).map(([name, values]) => [name, packed(values)]))
	});
}

const isRecord = (x: unknown): x is Readonly<Record<string, unknown>> =>
	typeof x === 'object' && x !== null && !Array.isArray(x);

/** Of a run that came to its end, and nothing else in it. */
function isReceipt(text: string): boolean {
	const { digest, problems } = parseReceipt(text);
	return problems.length === 0 && digest !== null;
}

const counts = ['step', 'error', 'parameters', 'stepsPerSecond'];
const countsOfModule = ['rank', 'tolerance', 'stableRank', 'parameters', 'rankBound'];

const hasCounts = (found: Readonly<Record<string, unknown>>, names: readonly string[]): boolean =>
	names.every((name) => Number.isFinite(own(found, name)));

function readModule(found: unknown): ModuleSnapshot {
	if (!isRecord(found) || typeof found['name'] !== 'string' || !hasCounts(found, countsOfModule))
		throw new TypeError('finished: expected what was measured of a module, got something else');
	const singularValues = new Float64Array(bytesOf(found['singularValues']));
	return { ...(found as unknown as ModuleSnapshot), singularValues };
}

/** @returns null where the text is no result */
export function readResult(written: string): Result | null {
	try {
		const found: unknown = JSON.parse(written);
		if (!isRecord(found) || !isRecord(found['factors']) || !isRecord(found['backend'])) return null;
		const { name, adapter } = found['backend'];
		const fits =
			hasCounts(found, counts) &&
			Array.isArray(found['modules']) &&
			found['modules'].length > 0 &&
			(found['floor'] === null || Number.isFinite(found['floor'])) &&
			(name === 'cpu' || name === 'webgpu') &&
			typeof adapter === 'string' &&
			Object.keys(found['factors']).length > 0 &&
			typeof found['receipt'] === 'string' &&
			isReceipt(found['receipt']) &&
			found['resumed'] === false;
		if (!fits) return null;
		return {
			...(found as unknown as Result),
			losses: new Float32Array(bytesOf(found['losses'])),
			modules: (found['modules'] as readonly unknown[]).map(readModule),
			factors: Object.fromEntries(
				Object.entries(found['factors']).map(([of, text]) => [of, new Float32Array(bytesOf(text))])
			)
		};
	} catch {
		return null;
	}
}

export class FinishedRuns {
	constructor(readonly storage: () => SessionStorage | null) {}

	of(run: Run): Result | null {
		try {
			const written = this.storage()?.getItem(keyOf(run));
			const result = written ? readResult(written) : null;
			const ran = result && parseReceipt(result.receipt).run;
			return ran && keyOf(ran) === keyOf({ ...run, backend: result.backend.name }) ? result : null;
		} catch {
			return null;
		}
	}

	/** The latest stay: older ones make room. */
	keep(run: Run, result: Result): void {
		const { losses, factors } = result;
		const size = Object.values(factors).reduce((sum, { length }) => sum + length, losses.length);
		if (result.resumed || size > MOST_NUMBERS) return;
		try {
			const storage = this.storage();
			if (!storage) return;
			const key = keyOf(run);
			let keys = [...this.#keys(storage).filter((other) => other !== key), key];
			const text = writeResult(result);
			for (;;) {
				for (const old of keys.slice(0, -MOST_RUNS)) storage.removeItem(old);
				keys = keys.slice(-MOST_RUNS);
				try {
					storage.setItem(PLACE, JSON.stringify(keys));
					storage.setItem(key, text);
					return;
				} catch {
					// Full: the oldest goes, until none is left but this one.
					const [oldest] = keys;
					if (oldest === undefined || oldest === key) return;
					storage.removeItem(oldest);
					keys = keys.slice(1);
				}
			}
		} catch {
			// Storage may be forbidden: then a run lasts as long as its page.
		}
	}

	#keys(storage: SessionStorage): string[] {
		try {
			const found: unknown = JSON.parse(storage.getItem(PLACE) ?? '[]');
			return Array.isArray(found)
				? found.filter((key): key is string => typeof key === 'string' && key.startsWith(`${PLACE} `))
				: [];
		} catch {
			return [];
		}
	}
}

/** Those of this tab. */
export const finishedRuns = new FinishedRuns(() => (typeof window === 'undefined' ? null : sessionStorage));
