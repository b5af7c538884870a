/** Where the reads of a statement lie, and what of them can be loaded before it sums. */
import { lettersNamedIn, type Scalar } from '$src/algebra/scalar';
import type { Read, Slot, Statement } from '../schedule/schedule';
import { isFlat, type Named } from './numbers';
import { scalarCode, type Width } from './scalarCode';

/** Where a statement's code stands. */
export interface Place {
	readonly width: Width;
	/** The element's index, or four: u32 or vec4<u32>. */
	readonly index: string;
	readonly named: Named;
	/** Lines before the loop over elements or rows, for what is the same in all of them. */
	readonly before: string[];
	/** Of four elements: which of them exist, vec4<bool>. */
	readonly exists?: string;
}

/** Letters are renamed by position: names may repeat between statements, and need not be legal in WGSL. */
export const letterName = ({ out, reduced }: Statement, name: string): string =>
	`l${[...out, ...reduced].findIndex((l) => l.name === name)}`;

/** Offset of a slot, or of its numbers of this step. */
export function start({ offset, perStep = 0 }: Slot, named: Named): string {
	const first = named.add(offset);
	if (perStep === 0) return first;
	return perStep === 1 ? `${first} + step` : `${first} + step * ${named.add(perStep)}`;
}

/** A number that picks, as an index. */
export const asIndex = (value: string, width: Width): string =>
	`${width === 'f32' ? 'u32' : 'vec4<u32>'}(${value})`;

export const load = (address: string, width: Width): string =>
	width === 'f32' ? `a[${address}]` : `four(${address})`;

/** Reads of slots that a reduced letter moves, or a number that it moves; a number before what it picks. */
export function movingReads({ reads, reduced }: Statement): number[] {
	const inner = new Set(reduced.map((l) => l.name));
	const isMoved = (read: Read | undefined): boolean =>
		typeof read?.from === 'object' && read.strides.some(({ letter }) => inner.has(letter));
	const moving = reads.flatMap((read, n) =>
		isMoved(read) || (read.picked && isMoved(reads[read.picked.by])) ? [n] : []
	);
	return moving.sort((a, b) => Number(Boolean(reads[a]?.picked)) - Number(Boolean(reads[b]?.picked)));
}

/** The reads of a statement that stay where they are while it sums, each loaded once; and the letters they need. */
export class Fixed {
	readonly lines: string[] = [];
	readonly #loaded = new Map<number, string>();
	#hasLetters = false;

	constructor(
		readonly statement: Statement,
		readonly place: Place
	) {
		if (namesLetter(statement)) this.#letters();
	}

	/** A body as WGSL whose reads all stay. */
	expression(body: Scalar): string {
		return scalarCode(body, {
			width: this.place.width,
			arg: (n) => this.read(n),
			letter: (name) => letterName(this.statement, name)
		});
	}

	read(n: number): string {
		const read = this.statement.reads[n];
		if (!read) return 'nan';
		const { from, strides, picked } = read;
		if (typeof from === 'number') return `v${from}`;
		const known = this.#loaded.get(n);
		if (known !== undefined) return known;
		const { width, before } = this.place;
		const address = this.address(read);
		const isSame = strides.length === 0 && !picked && this.statement.out.length > 0;
		const lines = isSame ? before : this.lines;
		// One name for each line before the loop, where statements meet.
		const name = isSame ? `same${before.length}` : `r${n}`;
		this.#loaded.set(n, name);
		lines.push(`let ${name} = ${isSame ? `${width}(a[${address}])` : load(address, width)};`);
		return name;
	}

	/** Where a read lies at the first position of the reduced letters. */
	address(read: Read | undefined): string {
		if (!read || typeof read.from === 'number') return '0u';
		const { named, index } = this.place;
		const first = start(read.from, named);
		if (isFlat(read, this.statement)) return `${first} + ${index}`;
		const own = new Set(this.statement.out.map((l) => l.name));
		const fixed = read.strides.filter(({ letter }) => own.has(letter));
		if (fixed.length > 0) this.#letters();
		// A stride of 1 too: with it the text would depend on sizes.
		return [
			first,
			...fixed.map(({ letter, stride }) => `${letterName(this.statement, letter)} * ${named.add(stride)}`),
			...this.#further(read)
		].join(' + ');
	}

	/** By how much a number moves a read, where the number stays. */
	#further({ picked }: Read): string[] {
		if (!picked || movingReads(this.statement).includes(picked.by)) return [];
		const { named, width } = this.place;
		return [`${asIndex(this.read(picked.by), width)} * ${named.add(picked.stride)}`];
	}

	/** Index → letters, row-major. */
	#letters(): void {
		if (this.#hasLetters) return;
		this.#hasLetters = true;
		const { index, named } = this.place;
		let rest = index;
		[...this.statement.out].reverse().forEach(({ name, size }, i, { length }) => {
			const letter = letterName(this.statement, name);
			if (i === length - 1) this.lines.push(`let ${letter} = ${rest};`);
			else {
				const s = named.add(size);
				this.lines.push(...divided(rest, s, letter));
				rest = `${letter}over`;
			}
		});
	}
}

/** `name` and `name`over: remainder and quotient, with one division, the slowest thing that a thread does here. */
export const divided = (index: string, size: string, name: string): string[] => [
	`let ${name}over = ${index} / ${size};`,
	`let ${name} = ${index} - ${name}over * ${size};`
];

/** Does the statement compute with letters of its element themselves? */
function namesLetter({ body, outer, out }: Statement): boolean {
	const named = new Set([body, ...(outer ? [outer] : [])].flatMap((part) => [...lettersNamedIn(part)]));
	return out.some(({ name }) => named.has(name));
}
