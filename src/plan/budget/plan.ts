/** A budget: what is trained of a model, what it costs in numbers, bytes and memory, and what rank it buys. */
import { numbersOf, numbersOfOne, type ModelShape } from '../families/shape';
import { counted, trainedIn, type Counted } from './count';
import { refusePlan } from './error';
import { adapterFileBytes } from './file';
import type { BudgetValues } from './fields';
import { memoryOf, type Memory } from './memory';
import { trainedBytes } from './state';
import { namedBy, pathsOf, targetsOf, type Target } from './targets';

/** Trained numbers beyond this take minutes to name one by one, and are no file of an adapter. */
const MOST_MODULES = 200_000;

export interface Plan {
	/** Numbers of the model alone. */
	readonly base: number;
	readonly trainable: number;
	/** As PEFT counts `all params`: the model with what was added to it. */
	readonly total: number;
	/** In percent, as PEFT prints it: four decimals. */
	readonly share: number;
	/** What print_trainable_parameters prints. */
	readonly printed: string;
	/** The adapter's safetensors file, to the byte; of a trained model its numbers alone. */
	readonly fileBytes: number;
	readonly memory: Memory;
	readonly parts: readonly Counted[];
	readonly saved: readonly Target[];
	/** Numbers of their copies, among the trained. */
	readonly savedNumbers: number;
}

/** @throws PlanError where it cannot be */
export function planOf(model: ModelShape, given: BudgetValues): Plan {
	const isFull = given.method === 'full';
	// Who trains without an adapter trains all of it, unless modules are named.
	const values = isFull && given.modules === 'all-linear' ? { ...given, modules: 'all' } : given;
	if (isFull && values.precision !== '16')
		refusePlan(
			'quantized',
			'precision 16 where the model itself is trained',
			values.precision,
			'quantized weights stay frozen'
		);
	const saved = savedOf(model, values);
	const kept = new Set(saved.flatMap(({ paths }) => paths));
	const targets = targetsOf(model, values.modules, values.method);
	const twice = targets.flatMap(({ paths }) => paths).find((path) => kept.has(path));
	if (twice !== undefined)
		refusePlan(
			'twice',
			'each module adapted or saved',
			`both for ${twice}`,
			'leave it out of one of the two',
			twice
		);
	const parts = counted(targets, values);
	const matrices = parts.reduce((sum, { count }) => sum + count, 0);
	if (matrices > MOST_MODULES)
		refusePlan('too-many', `at most ${MOST_MODULES} matrices`, String(matrices), 'name fewer modules');
	const base = numbersOf(model);
	const copied = saved.reduce(
		(sum, { group, paths }) => sum + paths.length * (group.experts * numbersOfOne(group) + group.bias),
		0
	);
	const trained = trainedIn(parts);
	const trainable = trained + copied;
	const total = isFull ? base : base + trainable;
	const percent = fourDecimals((100 * trainable) / total);
	const { weight } = trainedBytes[values.state];
	return {
		base,
		trainable,
		total,
		share: Number(percent),
		printed: `trainable params: ${grouped(trainable)} || all params: ${grouped(total)} || trainable%: ${percent}`,
		fileBytes: isFull ? trained * weight : adapterFileBytes(parts, saved, weight === 4 ? 'F32' : 'BF16'),
		memory: memoryOf(model, parts, saved, values),
		parts,
		saved,
		savedNumbers: copied
	};
}

function savedOf(model: ModelShape, { save, method }: BudgetValues): Target[] {
	const names = save.split(',').filter((name) => name !== '');
	if (names.length === 0) return [];
	if (method === 'full')
		refusePlan('save-full', 'no modules to save beside full', save, 'the model itself is trained');
	const isNamed = namedBy(names);
	const found = model.groups.flatMap((group) => {
		const paths = pathsOf(group).filter(isNamed);
		return paths.length > 0 ? [{ group, paths }] : [];
	});
	for (const name of names) {
		const isFound = namedBy([name]);
		if (!found.some(({ paths }) => paths.some(isFound)))
			refusePlan('save-unknown', 'modules of the model to save', name, 'such as lm_head or embed_tokens');
	}
	return found;
}

/** As Python writes {:.4f}. */
function fourDecimals(x: number): string {
	const parts = Math.round(x * 10_000);
	return `${Math.floor(parts / 10_000)}.${String(parts % 10_000).padStart(4, '0')}`;
}

/** As Python writes {:,}. */
const grouped = (n: number): string => String(n).replaceAll(/\B(?=(\d{3})+$)/g, ',');
