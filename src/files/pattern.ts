/**
 * Regular expressions from files, matched in bounded time: every character is read once, against all places where the
 * pattern may be (Thompson, Regular Expression Search Algorithm, CACM 1968). No engine that goes back is asked, so no
 * pattern can hold up a page. It reads Python's notation (re) as far as that needs no going back: letters, `.`, classes,
 * groups, `|`, `* + ? {m,n}`, `^`, `$` and \d \w \s. References, looks ahead or behind and flags are refused.
 */

export class PatternError extends Error {
	override readonly name = 'PatternError';
}

/** Characters of a pattern, and steps that it becomes once its repetitions are written out. */
const LONGEST = 1000;
const MOST_STEPS = 5000;

type Test = (c: string) => boolean;
type Node =
	| { readonly kind: 'one'; readonly test: Test }
	| { readonly kind: 'edge'; readonly at: 'start' | 'end' }
	| { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
	| { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number };

type Step =
	| { readonly kind: 'one'; readonly test: Test }
	| { readonly kind: 'edge'; readonly at: 'start' | 'end' }
	| { readonly kind: 'fork'; readonly to: number[] }
	| { readonly kind: 'end' };

/** As in Python, where text is Unicode. */
const CLASSES: ReadonlyMap<string, RegExp> = new Map([
	['d', /^\p{Nd}$/u],
	['w', /^[\p{L}\p{N}_]$/u],
	['s', /^\s$/u]
]);
const CONTROLS: ReadonlyMap<string, string> = new Map([
	['n', '\n'],
	['t', '\t'],
	['r', '\r']
]);

function parse(pattern: string): Node {
	const letters = [...pattern];
	let at = 0;
	const refuse = (what: string): never => {
		throw new PatternError(`${what} near character ${Math.min(Math.max(at, 1), letters.length)}`);
	};
	const next = (): string => letters[at++] ?? refuse('an end that comes too early');
	const eat = (c: string): boolean => (letters[at] === c ? ++at > 0 : false);

	function escape(inClass: boolean): Test {
		const c = next();
		const known = CLASSES.get(c.toLowerCase());
		if (known) return c === c.toLowerCase() ? (x) => known.test(x) : (x) => !known.test(x);
		const control = CONTROLS.get(c);
		if (control) return (x) => x === control;
		if (/[\p{L}\p{N}]/u.test(c)) return refuse(inClass ? `\\${c} in a class` : `\\${c}`);
		return (x) => x === c;
	}

	function classOf(): Test {
		const not = eat('^');
		const tests: Test[] = [];
		for (let first = true; first || letters[at] !== ']'; first = false) {
			const c = next();
			if (c === '\\') {
				tests.push(escape(true));
				continue;
			}
			if (letters[at] === '-' && letters[at + 1] !== ']' && at + 1 < letters.length) {
				at++;
				const last = next();
				if (last === '\\' || last < c) refuse(`the range ${c}-${last}`);
				tests.push((x) => x >= c && x <= last);
			} else tests.push((x) => x === c);
		}
		at++;
		return not ? (x) => !tests.some((test) => test(x)) : (x) => tests.some((test) => test(x));
	}

	function group(): Node {
		if (eat('?') && !eat(':')) refuse(`(?${letters[at] ?? ''}`);
		const inside = choice();
		if (!eat(')')) refuse('no ) for a (');
		return inside;
	}

	function atom(): Node {
		const c = next();
		switch (c) {
			case '(':
				return group();
			case '[':
				return { kind: 'one', test: classOf() };
			case '.':
				return { kind: 'one', test: (x) => x !== '\n' };
			case '^':
				return { kind: 'edge', at: 'start' };
			case '$':
				return { kind: 'edge', at: 'end' };
			case '\\':
				return { kind: 'one', test: escape(false) };
			case '*':
			case '+':
			case '?':
				return refuse(`${c} with nothing to repeat`);
			default:
				return { kind: 'one', test: (x) => x === c };
		}
	}

	/** How often, or null: { is a letter where no count follows. */
	function count(): readonly [least: number, most: number] | null {
		if (eat('*')) return [0, Infinity];
		if (eat('+')) return [1, Infinity];
		if (eat('?')) return [0, 1];
		const found = /^\{(\d{0,4})(,?)(\d{0,4})\}/.exec(letters.slice(at, at + 12).join(''));
		if (!found || (found[1] === '' && found[2] === '')) return null;
		const [all, least = '', comma, most = ''] = found;
		at += all.length;
		const range = [
			Number(least),
			comma === '' ? Number(least) : most === '' ? Infinity : Number(most)
		] as const;
		return range[1] < range[0] ? refuse(`the count ${all}`) : range;
	}

	function repeated(): Node {
		const part = atom();
		const often = count();
		if (!often) return part;
		// As few as possible is the same set of texts; none given back is not.
		if (!eat('?') && count()) refuse('a repetition of a repetition');
		return { kind: 'repeat', part, least: often[0], most: often[1] };
	}

	function choice(): Node {
		const ways: Node[] = [];
		do {
			const parts: Node[] = [];
			while (at < letters.length && letters[at] !== '|' && letters[at] !== ')') parts.push(repeated());
			ways.push({ kind: 'all', parts });
		} while (eat('|'));
		return { kind: 'any', parts: ways };
	}

	const whole = choice();
	return at < letters.length ? refuse('a ) too many') : whole;
}

function compile(whole: Node): readonly Step[] {
	const steps: Step[] = [];
	const add = <T extends Step>(step: T): T => {
		if (steps.push(step) > MOST_STEPS) throw new PatternError('repetitions that are too many');
		return step;
	};
	const fork = (...to: number[]) => add({ kind: 'fork', to });
	function emit(node: Node): void {
		switch (node.kind) {
			case 'one':
			case 'edge':
				add(node);
				return;
			case 'all':
				node.parts.forEach(emit);
				return;
			case 'any': {
				const start = fork();
				const ends = node.parts.map((part) => {
					start.to.push(steps.length);
					emit(part);
					return fork();
				});
				for (const end of ends) end.to.push(steps.length);
				return;
			}
			case 'repeat': {
				for (let i = 0; i < node.least; i++) emit(node.part);
				if (node.most === Infinity) {
					const back = steps.length;
					const start = fork(back + 1);
					emit(node.part);
					fork(back);
					start.to.push(steps.length);
					return;
				}
				const starts = Array.from({ length: node.most - node.least }, () => {
					const start = fork(steps.length + 1);
					emit(node.part);
					return start;
				});
				for (const start of starts) start.to.push(steps.length);
			}
		}
	}
	emit(whole);
	add({ kind: 'end' });
	return steps;
}

/**
 * Whether all of a text matches, as Python's re.fullmatch does.
 * @param pattern at most 1000 characters
 * @throws PatternError naming what cannot be matched safely or read at all, and where
 */
export function matcherOf(pattern: string): (text: string) => boolean {
	if (pattern.length > LONGEST) throw new PatternError(`more than ${LONGEST} characters`);
	const steps = compile(parse(pattern));
	return (text) => {
		const letters = [...text];
		let places = new Set<number>();
		/** A step, and all that it leads to without a letter. */
		const enter = (from: number, at: number, into: Set<number>): void => {
			const waiting = [from];
			for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
				if (into.has(i)) continue;
				into.add(i);
				const step = steps[i];
				if (step?.kind === 'fork') waiting.push(...step.to);
				if (step?.kind === 'edge' && at === (step.at === 'start' ? 0 : letters.length)) waiting.push(i + 1);
			}
		};
		enter(0, 0, places);
		letters.forEach((letter, at) => {
			const then = new Set<number>();
			for (const i of places) {
				const step = steps[i];
				if (step?.kind === 'one' && step.test(letter)) enter(i + 1, at + 1, then);
			}
			places = then;
		});
		return [...places].some((i) => steps[i]?.kind === 'end');
	};
}
