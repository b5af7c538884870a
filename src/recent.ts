/** What was made last, by key: at most so many, the one that was asked for longest ago goes first. */
export class Recent<Key, Value> {
	readonly #known = new Map<Key, Value>();

	constructor(readonly most: number) {}

	/** @param make called where it is not known */
	get(key: Key, make: () => Value): Value {
		const value = this.find(key) ?? make();
		this.set(key, value);
		return value;
	}

	find(key: Key): Value | undefined {
		const value = this.#known.get(key);
		if (value === undefined) return undefined;
		this.#known.delete(key);
		this.#known.set(key, value);
		return value;
	}

	delete(key: Key): void {
		this.#known.delete(key);
	}

	set(key: Key, value: Value): void {
		this.#known.delete(key);
		this.#known.set(key, value);
		for (const [oldest] of this.#known) {
			if (this.#known.size <= this.most) return;
			this.#known.delete(oldest);
		}
	}
}
