/**
 * An adapter whose formula names adapters of other cells, as one whose formula stands alone: each name gives way to what
 * it stands for, in brackets, and the letters in that get the name in front, `lowrank` and its B are `lowrankB`. The
 * frozen weights stay one W0 for all. Text to text; circles are found by the notebook's graph and never come here.
 */
import { LONGEST_FORMULA, TYPED_NAME } from '$src/adapters/typed';
import { readPhrase } from '$src/formula/phrase';
import { FormulaError, formulaIn, type Typed } from '$src/formula/typed';
import type { AdapterText, FactorText } from './adapterText';
import { LabError } from './error';
import { plainName } from './lines';

/** Where a name gave way: in the new formula from `from` to `to`, in the old one at `at`, for `length` characters. */
interface Inlined {
	readonly from: number;
	readonly to: number;
	readonly at: number;
	readonly length: number;
}

/** A place in a formula where names gave way is that of the name. */
const placeBefore = (spans: readonly Inlined[], place: number): number => {
	let moved = 0;
	for (const { from, to, at, length } of spans) {
		if (place < from) break;
		if (place < to) return at;
		moved += to - from - length;
	}
	return place - moved;
};

/** Where a formula names letters, and how long each is as it is written, in order. */
function lettersIn(
	formula: string
): readonly { readonly name: string; readonly at: number; readonly length: number }[] {
	const found = new Map<number, string>();
	const visit = (of: Typed): void => {
		if (of.kind === 'symbol') found.set(of.at, of.name);
		else if (of.kind === 'call') of.args.forEach(visit);
	};
	visit(formulaIn(readPhrase(formula)));
	return [...found]
		.map(([at, name]) => ({ name, at, length: writtenLength(formula.slice(at), name) }))
		.filter(({ length }) => length > 0)
		.toSorted((a, b) => a.at - b.at);
}

/** Characters of a name as it is written at the beginning of a text, such as r_1 or r₁ of r1; 0 where it is not there. */
function writtenLength(text: string, name: string): number {
	const written = /^\p{L}[\p{L}\p{M}\p{N}_()]*/u.exec(text)?.[0] ?? '';
	for (let length = written.length; length > 0; length--)
		if (plainName(written.slice(0, length).replaceAll(/_\((\d+)\)/g, '$1')) === name) return length;
	return 0;
}

/** @param toOne may say another text for a letter; what it leaves stays */
function replaced(formula: string, toOne: (name: string) => string | undefined) {
	const spans: Inlined[] = [];
	let [text, end] = ['', 0];
	for (const { name, at, length } of lettersIn(formula)) {
		const other = toOne(name);
		if (other === undefined) continue;
		text += formula.slice(end, at);
		spans.push({ from: text.length, to: text.length + other.length, at, length });
		text += other;
		end = at + length;
	}
	return { text: text + formula.slice(end), spans };
}

const isFrozenWeights = ({ name, start }: FactorText): boolean => name === 'W0' && start === 'W0';

/**
 * @param partOf the adapter of a name, itself with none in it; null for what is none
 * @returns `placed`: runs what reads the new formula, so that a mistake has its place in the old one
 * @throws LabError where it would be longer than a formula may be, or a letter would mean two things
 */
export function inlined(text: AdapterText, partOf: (name: string) => AdapterText | null) {
	const parts = new Map(
		text.numbers.flatMap(({ name }) => {
			const part = partOf(name);
			return part ? [[name, part] as const] : [];
		})
	);
	const formulas = new Map<string, string>();
	const factors = [...text.factors];
	const numbers = text.numbers.filter(({ name }) => !parts.has(name));
	if (parts.size === 0)
		return { text, placed: <Made>(make: (text: AdapterText) => Made): Made => make(text) };
	const places = new Map(lettersIn(text.formula).map(({ name, at }) => [name, at]));
	const at = (name: string): number => places.get(name) ?? 0;
	for (const [name, part] of parts) {
		const taken = new Set([...factors, ...numbers].map((one) => one.name));
		const renamed = (letter: string): string => {
			const other = `${name}${letter}`;
			if (taken.has(other))
				throw new LabError(
					`${other}: expected a name of its own, got ${other}, which is declared; choose another`,
					at(name)
				);
			if (!TYPED_NAME.test(other))
				throw new LabError(
					`${other}: expected at most 40 characters, got ${other.length}; choose another`,
					at(name)
				);
			return other;
		};
		const own = new Map(
			[...part.factors.filter((factor) => !isFrozenWeights(factor)), ...part.numbers].map(
				(one) => [one.name, renamed(one.name)] as const
			)
		);
		const nameIn = (letter: string): string => own.get(letter) ?? letter;
		formulas.set(name, `(${replaced(part.formula.trim(), (letter) => own.get(letter)).text})`);
		numbers.push(...part.numbers.map((one) => ({ ...one, name: nameIn(one.name) })));
		factors.push(
			...part.factors
				.filter((factor) => !isFrozenWeights(factor) || !factors.some(isFrozenWeights))
				.map((factor) => ({ ...factor, name: nameIn(factor.name), at: at(name) }))
		);
	}
	const { text: formula, spans } = replaced(text.formula, (name) => formulas.get(name));
	const { length } = formula.trim();
	if (length > LONGEST_FORMULA)
		throw new LabError(
			`${text.name}: expected a formula of at most ${LONGEST_FORMULA} characters with those that it names, got ${length}; name fewer`,
			0
		);
	const whole: AdapterText = {
		...{ ...text, formula, factors, numbers },
		inputs: [
			...new Set([
				...factors.flatMap(({ sizes }) => sizes.filter((size) => typeof size === 'string')),
				...numbers.map(({ of }) => of)
			])
		]
	};
	const placed = <Made>(make: (text: AdapterText) => Made): Made => {
		try {
			return make(whole);
		} catch (error) {
			if (!(error instanceof FormulaError) || error.at === null) throw error;
			throw new FormulaError({ ...error.what, at: placeBefore(spans, error.at) });
		}
	};
	return { text: whole, placed };
}
