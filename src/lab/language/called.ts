/** A call of the lab's own functions: its arguments by place and by name, each with where it stands. */
import type { LabValue } from '../value';
import { LabError } from './error';
import { described, matrixIn } from './matrices';
import type { MatrixValue } from '../value';
import type { LabFunction } from './names';
import { LAB_FUNCTIONS } from './names';

export interface Argument {
	readonly value: LabValue;
	readonly at: number;
	/** As the line says it, where that is a name or a part of one. */
	readonly written?: string;
}

export class Called {
	readonly #asked = new Set<string>();

	constructor(
		readonly name: LabFunction,
		readonly args: readonly Argument[],
		readonly named: ReadonlyMap<string, Argument>,
		readonly at: number
	) {}

	fail(expected: string, got: string, at = this.at): LabError {
		return new LabError(
			`${this.name}: expected ${expected}, got ${got}; write ${LAB_FUNCTIONS[this.name]}`,
			at
		);
	}

	/** @throws LabError where there are fewer or more */
	count(least: number, most = least): void {
		const { length } = this.args;
		if (length >= least && length <= most) return;
		const wanted = least === most ? `${least}` : `${least} to ${most}`;
		throw this.fail(`${wanted} arguments`, `${length}`);
	}

	arg(n: number): Argument {
		const found = this.args[n];
		if (!found) throw this.fail(`argument ${n + 1}`, 'none');
		return found;
	}

	matrix(n: number): MatrixValue {
		const { value, at } = this.arg(n);
		return matrixIn(value, this.name, at);
	}

	/** A whole number within a range. */
	size(n: number, min: number, max: number): number {
		const { value, at } = this.arg(n);
		return this.#whole(`argument ${n + 1}`, value, at, min, max);
	}

	text(n: number): string {
		const { value, at } = this.arg(n);
		if (value.kind !== 'text') throw this.fail('a text in quotation marks', described(value), at);
		return value.value;
	}

	setting(name: string): Argument | undefined {
		this.#asked.add(name);
		return this.named.get(name);
	}

	wholeSetting(name: string, fallback: number, min: number, max: number): number {
		const found = this.setting(name);
		return found ? this.#whole(name, found.value, found.at, min, max) : fallback;
	}

	/** @throws LabError where a setting was given that nobody asked for */
	settled(): void {
		for (const [name, { at }] of this.named) {
			if (this.#asked.has(name)) continue;
			const known = [...this.#asked].join(', ');
			throw this.fail(known ? `settings among ${known}` : 'no settings', name, at);
		}
	}

	#whole(what: string, value: LabValue, at: number, min: number, max: number): number {
		const number = value.kind === 'number' ? value.value : NaN;
		if (Number.isInteger(number) && number >= min && number <= max) return number;
		throw this.fail(`${what} that is a whole number from ${min} to ${max}`, described(value), at);
	}
}
