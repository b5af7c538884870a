/**
 * Parameters with an axis of experts (PEFT's target_parameters): the file says neither which parameter a pair belongs to
 * nor how many experts there are. Both follow where the ranks of the configuration divide the rows of A alike.
 */
import type { PeftConfig } from './peftConfig';

const LEVEL = '.base_layer';
/** Orders of names that are tried for one module. */
const MOST_NAMES = 6;

/** The module without the levels that nested adapters add. */
const baseOf = (module: string): string => {
	let base = module;
	while (base.endsWith(LEVEL)) base = base.slice(0, -LEVEL.length);
	return base;
};

/** Parameters of a module among those targeted, as full names. */
function candidatesFor(base: string, { targetParameters }: PeftConfig): readonly string[] {
	const names = targetParameters.flatMap((target) => {
		const dot = target.lastIndexOf('.');
		const [owner, name] = [target.slice(0, Math.max(0, dot)), target.slice(dot + 1)];
		return owner === '' || base === owner || base.endsWith(`.${owner}`) ? [`${base}.${name}`] : [];
	});
	// One that is fused of two comes first in every model of transformers 5.18, and so is the inner one.
	return names.sort().reverse().slice(0, MOST_NAMES);
}

function* orders(names: readonly string[], length: number): Generator<readonly string[]> {
	if (length === 0) return yield [];
	for (const name of names)
		for (const rest of orders(
			names.filter((other) => other !== name),
			length - 1
		))
			yield [name, ...rest];
}

/**
 * Module → the parameter that its pair adapts, for those that have experts.
 * @param rows of A, by module
 */
export function expertParameters(
	rows: ReadonlyMap<string, number>,
	config: PeftConfig | null
): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	if (!config || config.targetParameters.length === 0) return found;
	const levels = new Map<string, string[]>();
	for (const module of rows.keys()) {
		const base = baseOf(module);
		levels.set(base, [...(levels.get(base) ?? []), module]);
	}
	for (const [base, modules] of levels) {
		// Innermost first.
		modules.sort((a, b) => b.length - a.length);
		const isPlain = modules.length === 1 && rows.get(base) === config.rankOf(base);
		const names = candidatesFor(base, config);
		if (isPlain || names.length < modules.length) continue;
		for (const order of orders(names, modules.length)) {
			const counts = modules.map((module, i) => (rows.get(module) ?? NaN) / config.rankOf(order[i] ?? ''));
			const [count = NaN] = counts;
			if (!Number.isInteger(count) || counts.some((other) => other !== count)) continue;
			modules.forEach((module, i) => found.set(module, order[i] ?? ''));
			break;
		}
	}
	return found;
}
