/** Adapters that the reader puts beside the one that is open: each with its files, its name and its weight in a sum. */
import type { Files } from '../session.svelte';
import type { Place } from './protocol';

export interface BesideEntry {
	readonly id: number;
	readonly name: string;
	readonly place: Place;
	readonly weight: number;
}

/** So many at most: a sum of more is made of sums. */
const MOST = 7;

/** What files are called: the folder that they lay in, or the one file. */
export const nameOfFiles = (files: Files): string => {
	const [first] = files;
	return first?.root ?? (files.length === 1 ? (first?.path ?? '') : (first?.path.split('/').at(-1) ?? ''));
};

export class Beside {
	entries = $state.raw<readonly BesideEntry[]>([]);
	/** Weight of the adapter that is open. */
	weight = $state(1);
	#next = 1;

	get isFull(): boolean {
		return this.entries.length >= MOST;
	}

	/** @returns the id, or null where there are too many */
	add(name: string, place: Place): number | null {
		if (this.isFull) return null;
		const id = this.#next++;
		this.entries = [...this.entries, { id, name, place, weight: 0 }];
		return id;
	}
	remove(id: number): void {
		this.entries = this.entries.filter((entry) => entry.id !== id);
	}
	weigh(id: number, weight: number): void {
		this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, weight } : entry));
	}
	clear(): void {
		this.entries = [];
		this.weight = 1;
	}
}
