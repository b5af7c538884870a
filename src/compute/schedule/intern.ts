/** Hash-consing: expressions of the same structure become the same object, so what is shared is computed once. */
import type { Apply, Expression } from '$src/algebra/expression';
import { formatNotation } from '$src/algebra/notation';

export class Interner {
	readonly #known = new Map<string, Expression>();
	readonly #ids = new Map<Expression, number>();
	readonly #done = new Map<Expression, Expression>();

	#id(e: Expression): number {
		const id = this.#ids.get(e) ?? this.#ids.size;
		this.#ids.set(e, id);
		return id;
	}

	intern(e: Expression): Expression {
		const done = this.#done.get(e);
		if (done) return done;
		const result = e.kind === 'leaf' ? this.#keep(`leaf ${e.name}`, e) : this.#internNode(e);
		this.#done.set(e, result);
		return result;
	}

	#internNode(e: Apply): Expression {
		const args = e.args.map((a) => this.intern(a));
		const sizes = [...e.sizes]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([letter, size]) => `${letter}${size}`);
		const key = [
			formatNotation(e.notation),
			e.reduce,
			sizes.join(),
			JSON.stringify(e.body),
			args.map((a) => this.#id(a)).join()
		].join(' ');
		return this.#keep(key, { ...e, args });
	}

	#keep(key: string, e: Expression): Expression {
		const known = this.#known.get(key) ?? e;
		this.#known.set(key, known);
		this.#id(known);
		return known;
	}
}
