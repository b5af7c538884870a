/** A text that is rewritten and still knows where each of its characters stood in what was typed. */

type Replacement = string | ((match: readonly (string | undefined)[], at: number) => string);

export class Traced {
	private constructor(
		readonly text: string,
		/** Of each character its place in the text as typed, and one more for the end. */
		readonly origins: readonly number[]
	) {}

	static of(text: string): Traced {
		return new Traced(
			text,
			Array.from({ length: text.length + 1 }, (_, i) => i)
		);
	}

	/** Where a character stood as typed. */
	originOf(at: number): number {
		return this.origins[Math.min(Math.max(at, 0), this.text.length)] ?? 0;
	}

	/**
	 * Like String's replaceAll. Characters that a replacement has from its match keep their places; what is new stands
	 * where the next of them does.
	 * @param by a text with $1, $2 for the groups, or a function of the match and its groups
	 */
	replaceAll(pattern: RegExp, by: Replacement): Traced {
		const matches = [...this.text.matchAll(pattern)];
		if (matches.length === 0) return this;
		let text = '';
		const origins: number[] = [];
		let from = 0;
		const keep = (to: number): void => {
			text += this.text.slice(from, to);
			origins.push(...this.origins.slice(from, to));
		};
		for (const match of matches) {
			keep(match.index);
			const made =
				typeof by === 'function'
					? by(match, match.index)
					: by.replaceAll(/\$(\d)/g, (_, n: string) => match[Number(n)] ?? '');
			let read = 0;
			for (const character of made) {
				const origin = this.originOf(match.index + Math.min(read, match[0].length - 1));
				for (let unit = 0; unit < character.length; unit++) origins.push(origin);
				if (match[0].startsWith(character, read)) read += character.length;
			}
			text += made;
			from = match.index + match[0].length;
		}
		keep(this.text.length);
		origins.push(this.originOf(this.text.length));
		return new Traced(text, origins);
	}

	/** The same with composed letters: é as one character. Places are those of the decomposed ones, about. */
	composed(): Traced {
		const text = this.text.normalize('NFC');
		if (text === this.text) return this;
		return new Traced(
			text,
			Array.from({ length: text.length + 1 }, (_, i) => this.originOf(i))
		);
	}
}
