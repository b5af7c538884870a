/**
 * One statement as WGSL, for one element or for four at once: its loops, its value and where that goes. It knows
 * neither threads nor tiles, and its text holds no size: see numbers.ts.
 */
import type { Slot, Statement } from '../schedule/schedule';
import type { Named } from './numbers';
import { asIndex, Fixed, letterName, load, movingReads, start, type Place } from './reads';
import { scalarCode } from './scalarCode';

/** Statement `position` of a kernel: declares its value v<position>, computes and stores it. */
export function statementCode(statement: Statement, position: number, place: Place): string[] {
	const { reduce, reduced, body } = statement;
	const fixed = new Fixed(statement, place);
	if (reduced.length === 0) return valueCode(statement, position, place, fixed, fixed.expression(body));
	const moving = movingReads(statement);
	const begin = moving.map((n) => `var p${n}at0 = ${fixed.address(statement.reads[n])};`);
	/** By how much a number that moves moves a read. */
	const strides = new Map(
		moving.flatMap((n) => {
			const picked = statement.reads[n]?.picked;
			return picked && moving.includes(picked.by) ? [[n, place.named.add(picked.stride)] as const] : [];
		})
	);
	const further = (n: number): string => {
		const stride = strides.get(n);
		return stride === undefined
			? ''
			: ` + ${asIndex(`m${statement.reads[n]?.picked?.by ?? 0}`, place.width)} * ${stride}`;
	};
	const value = scalarCode(body, {
		width: place.width,
		arg: (n) => (moving.includes(n) ? `m${n}` : fixed.read(n)),
		letter: (name) => letterName(statement, name)
	});
	const isMax = reduce === 'max';
	const inner = [
		...moving.map((n) => `let m${n} = ${load(`p${n}at${innermost(statement)}${further(n)}`, place.width)};`),
		isMax ? `sum = max(sum, ${value});` : `sum += ${value};`
	];
	const sum = [
		...begin,
		`var sum = ${place.width}(${isMax ? '-3.4028234e38' : '0.0'});`,
		...loops(statement, moving, place.named, inner)
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

/** The level of the addresses inside all loops. */
export const innermost = ({ reduced }: Statement): number => Math.max(0, reduced.length - 1);

/**
 * Loops over the reduced letters, in their order. Addresses p<n>at0 move by additions; inside all loops they are
 * p<n>at<innermost>. Terms are added one after the other, in the text too where it is unrolled.
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
	const end = named.add(letter.size);
	const { unrolled } = named.numbers;
	if (!deeper && unrolled > 1) {
		const term = ['{', ...inner, ...steps, `${l}++;`, '}'];
		return [
			`var ${l} = 0u;`,
			`while (${l} + ${unrolled - 1}u < ${end}) {`,
			...Array.from({ length: unrolled }, () => term).flat(),
			'}',
			`while (${l} < ${end})`,
			...term
		];
	}
	return [
		`for (var ${l} = 0u; ${l} < ${end}; ${l}++) {`,
		...copies,
		...loops(statement, moving, named, inner, level + 1),
		...steps,
		'}'
	];
}
