/** A map whose values are made when somebody asks for them first, each once: who wants one of many does not wait for all. */
class Lazily<V> implements ReadonlyMap<string, V> {
	readonly #makers: ReadonlyMap<string, () => V>;
	readonly #made = new Map<string, V>();

	constructor(makers: Iterable<readonly [string, () => V]>) {
		this.#makers = new Map(makers);
	}
	get size(): number {
		return this.#makers.size;
	}
	has(key: string): boolean {
		return this.#makers.has(key);
	}
	get(key: string): V | undefined {
		const make = this.#makers.get(key);
		if (!make) return undefined;
		const known = this.#made.get(key) ?? make();
		this.#made.set(key, known);
		return known;
	}
	keys(): MapIterator<string> {
		return this.#makers.keys();
	}
	entries(): MapIterator<[string, V]> {
		return this.#whole().entries();
	}
	values(): MapIterator<V> {
		return this.#whole().values();
	}
	forEach(each: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
		for (const [key, value] of this.#whole()) each(value, key, this);
	}
	[Symbol.iterator](): MapIterator<[string, V]> {
		return this.entries();
	}

	/** In the order of the makers. */
	#whole(): Map<string, V> {
		return new Map([...this.#makers].map(([key, make]) => [key, this.get(key) ?? make()]));
	}
}

/** @param makers key → what makes its value; in the order of the map */
export const lazily = <V>(makers: Iterable<readonly [string, () => V]>): ReadonlyMap<string, V> =>
	new Lazily(makers);

/** What becomes of each value of a map, made when it is asked for. */
export const lazilyMapped = <V, W>(
	map: ReadonlyMap<string, V>,
	become: (value: V, key: string) => W
): ReadonlyMap<string, W> =>
	// Of its own keys a map has a value.
	new Lazily([...map.keys()].map((key) => [key, (): W => become(map.get(key) as V, key)]));
