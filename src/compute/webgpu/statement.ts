/**
 * One statement as WGSL, for one element or for four at once (`Width`): where its reads lie, its loops, its value and
 * where that goes. It knows neither threads nor tiles, and its text holds no size: see numbers.ts.
 */
import type { Scalar } from '$src/algebra/scalar';
import type { Read, Slot, Statement } from '../schedule/schedule';
import { isFlat, movesWithStep, type Named } from './numbers';
import { scalarCode, type Width } from './scalarCode';

/** Where a statement's code stands. */
export interface Place {
	readonly width: Width;
	/** The element's index, or four: u32 or vec4<u32>. */
	readonly index: string;
	readonly named: Named;
	/** Guards a store where some of four elements may not exist: vec4<bool>. */
	readonly exists?: string;
}

/** Letters are renamed by position: names may repeat between statements, and need not be legal in WGSL. */
export const letterName = ({ out, reduced }: Statement, name: string): string =>
	`l${[...out, ...reduced].findIndex((l) => l.name === name)}`;

/** Statement `position` of a kernel: declares its value v<position>, computes and stores it. */
export function statementCode(statement: Statement, position: number, place: Place): string[] {
	const { reduce, reduced, body } = statement;
	const fixed = new Fixed(statement, place);
	if (reduced.length === 0) return valueCode(statement, position, place, fixed, fixed.expression(body));
	const moving = movingReads(statement);
	const begin = moving.map((n) => `var p${n}at0 = ${fixed.address(statement.reads[n])};`);
	const value = scalarCode(body, {
		width: place.width,
		arg: (n) => (moving.includes(n) ? load(`p${n}at${innermost(statement)}`, place.width) : fixed.read(n)),
		letter: (name) => letterName(statement, name)
	});
	const isMax = reduce === 'max';
	const sum = [
		...begin,
		`var sum = ${place.width}(${isMax ? '-3.4028234e38' : '0.0'});`,
		...loops(statement, moving, place.named, [isMax ? `sum = max(sum, ${value});` : `sum += ${value};`])
	];
	return valueCode(statement, position, place, fixed, 'sum', sum);
}

/**
 * The end of a statement: `outer`, the value's name, and its store.
 * @param value the body's value, or the sum over it @param before lines that compute it
 */
export function valueCode(
	statement: Statement,
	position: number,
	place: Place,
	fixed: Fixed,
	value: string,
	before: readonly string[] = []
): string[] {
	const { outer, target } = statement;
	const whole = outer ? `${fixed.expression(outer)} * ${value}` : value;
	return [
		`var v${position}: ${place.width};`,
		`{ // ${statement.name.replaceAll(/[^\x20-\x7e]/g, '?')}`,
		...fixed.lines,
		...before,
		`v${position} = ${whole};`,
		...(target ? store(target, position, place) : []),
		'}'
	];
}

function store(target: Slot, position: number, { index, named, exists }: Place): string[] {
	const first = start(target, named);
	if (exists === undefined) return [`a[${first} + ${index}] = v${position};`];
	return ['x', 'y', 'z', 'w'].map(
		(c) => `if (${exists}.${c}) { a[${first} + ${index}.${c}] = v${position}.${c}; }`
	);
}

/** Offset of a slot, or of its number of this step. */
export const start = (slot: Slot, named: Named): string =>
	`${named.add(slot.offset)}${movesWithStep(slot) ? ' + step' : ''}`;

const load = (address: string, width: Width): string =>
	width === 'f32' ? `a[${address}]` : `four(${address})`;

/** Reads of slots that a reduced letter moves. */
export function movingReads({ reads, reduced }: Statement): number[] {
	const inner = new Set(reduced.map((l) => l.name));
	return reads.flatMap(({ from, strides }, n) =>
		typeof from !== 'number' && strides.some(({ letter }) => inner.has(letter)) ? [n] : []
	);
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
		const { from, strides } = read;
		if (typeof from === 'number') return `v${from}`;
		const known = this.#loaded.get(n);
		if (known !== undefined) return known;
		const name = `r${n}`;
		this.#loaded.set(n, name);
		const { width } = this.place;
		const address = this.address(read);
		const value =
			strides.length > 0
				? load(address, width)
				: width === 'f32'
					? `a[${address}]`
					: `${width}(a[${address}])`;
		this.lines.push(`let ${name} = ${value};`);
		return name;
	}

	/** Where a read lies at the first position of the reduced letters. */
	address(read: Read | undefined): string {
		if (!read || typeof read.from === 'number') return '0u';
		const { named, index } = this.place;
		const first = start(read.from, named);
		if (isFlat(read, this.statement.out)) return `${first} + ${index}`;
		const own = new Set(this.statement.out.map((l) => l.name));
		const fixed = read.strides.filter(({ letter }) => own.has(letter));
		if (fixed.length > 0) this.#letters();
		// A stride of 1 too: with it the text would depend on sizes.
		return [
			first,
			...fixed.map(({ letter, stride }) => `${letterName(this.statement, letter)} * ${named.add(stride)}`)
		].join(' + ');
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
				this.lines.push(`let ${letter} = ${rest} % ${s};`, `let ${letter}rest = ${rest} / ${s};`);
				rest = `${letter}rest`;
			}
		});
	}
}

/** Does the statement compute with letters of its element themselves? */
function namesLetter({ body, outer, out }: Statement): boolean {
	const own = new Set(out.map((l) => l.name));
	const within = (x: Scalar): boolean => {
		switch (x.kind) {
			case 'sameLetter':
				return own.has(x.x) || own.has(x.y);
			case 'unary':
				return within(x.x);
			case 'binary':
			case 'atLeast':
				return within(x.x) || within(x.y);
			default:
				return false;
		}
	};
	return within(body) || (outer !== null && within(outer));
}

/** The level of the addresses inside all loops. */
export const innermost = ({ reduced }: Statement): number => Math.max(0, reduced.length - 1);

/**
 * Loops over the reduced letters, in their order. Addresses p<n>at0 move by additions; inside all loops they are
 * p<n>at<innermost>.
 */
export function loops(
	statement: Statement,
	moving: readonly number[],
	named: Named,
	inner: readonly string[],
	level = 0
): string[] {
	const letter = statement.reduced[level];
	if (!letter) return [...inner];
	const l = letterName(statement, letter.name);
	const deeper = level < innermost(statement);
	const copies = deeper ? moving.map((n) => `var p${n}at${level + 1} = p${n}at${level};`) : [];
	const steps = moving.flatMap((n) => {
		const stride = statement.reads[n]?.strides.find((s) => s.letter === letter.name)?.stride;
		return stride === undefined ? [] : [`p${n}at${level} += ${named.add(stride)};`];
	});
	return [
		`for (var ${l} = 0u; ${l} < ${named.add(letter.size)}; ${l}++) {`,
		...copies,
		...loops(statement, moving, named, inner, level + 1),
		...steps,
		'}'
	];
}
