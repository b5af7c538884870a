/**
 * Records by name, in the browser's IndexedDB, or in memory where there is none. A record is changed in one piece: no
 * other window comes between what is read and what is written. It knows nothing of what is in a record.
 */

/** What becomes of a record; what is not named stays as it is. */
export type Change<T> = { readonly answer: T; readonly put?: unknown; readonly remove?: true };

export interface Store {
	all(): Promise<readonly (readonly [key: string, record: unknown])[]>;
	/** @param decide gets the record of now, undefined where there is none; called once, and must not wait for anything */
	change<T>(key: string, decide: (record: unknown) => Change<T>): Promise<T>;
}

/** Gone with the page: for tests, and for visits whose storage is closed. */
export function memoryStore(records = new Map<string, unknown>()): Store {
	return {
		all: () => Promise.resolve([...records]),
		change: (key, decide) => {
			const { answer, put, remove } = decide(structuredClone(records.get(key)));
			if (put !== undefined) records.set(key, structuredClone(put));
			if (remove) records.delete(key);
			return Promise.resolve(answer);
		}
	};
}

const NAME = 'records';

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB: no answer'));
	});

/**
 * @param database its name
 * @throws where the browser has none, or has closed it
 */
export async function openStore(database: string): Promise<Store> {
	const opening = indexedDB.open(database, 1);
	opening.onupgradeneeded = () => opening.result.createObjectStore(NAME);
	const open = await answerOf(opening);
	// A window of a later version of the site may change the form.
	open.onversionchange = () => open.close();
	return {
		async all() {
			const records = open.transaction(NAME).objectStore(NAME);
			const [keys, values] = await Promise.all([
				answerOf(records.getAllKeys()),
				answerOf(records.getAll() as IDBRequest<unknown[]>)
			]);
			return keys.map((key, at) => [String(key), values[at]] as const);
		},
		change<T>(key: string, decide: (record: unknown) => Change<T>): Promise<T> {
			return new Promise((resolve, reject) => {
				const transaction = open.transaction(NAME, 'readwrite', { durability: 'relaxed' });
				const records = transaction.objectStore(NAME);
				const reading = records.get(key) as IDBRequest<unknown>;
				let settle = (): void => undefined;
				reading.onsuccess = () => {
					const { answer, put, remove } = decide(reading.result);
					if (put !== undefined) records.put(put, key);
					if (remove) records.delete(key);
					settle = () => resolve(answer);
				};
				transaction.oncomplete = () => settle();
				const failed = (): void => reject(transaction.error ?? new Error('IndexedDB: not written'));
				transaction.onabort = failed;
				transaction.onerror = failed;
			});
		}
	};
}
