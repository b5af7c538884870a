/** What the reader of this lesson can set: the run of the decoder's adapter, and what the figures around it look at. */
import { methodFields } from '$src/adapters/index';
import type { Live } from '$src/lesson/live';
import { WORDS } from '$src/models/grammar';
import { chosen } from '$src/models/network';
import { transformer, transformerNetwork } from '$src/models/transformer';
import { own } from '$src/own';
import { canonical, runSchema, type Run } from '$src/receipt/run';
import { choice, defaultsOf, integer, real, text, type Values } from '$src/schema/field';
import { seedField } from '$src/schema/seed';

/** Modules as the article lists them, and what reads the next word off → the ends of their names. */
export const groups = {
	q: ['q'],
	k: ['k'],
	v: ['v'],
	o: ['o'],
	ff: ['up', 'down'],
	embed: ['embed'],
	head: ['head']
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Group = keyof typeof groups;
export const groupNames = Object.keys(groups) as readonly Group[];

/** Every matrix that may carry a ΔW. */
export const moduleNames = Object.keys(transformerNetwork.matrices);
/** Those that attend or compute: what can be looked at as a square or a rectangle of directions. */
const ends = [...new Set(moduleNames.map((name) => name.split('.').at(-1) ?? name))];
const name = ['all-linear', 'all', ...ends, ...moduleNames]
	.map((word) => word.replaceAll('.', '\\.'))
	.join('|');

const { out: _out, in: _in, ...ofMethod } = methodFields;

/** Words that the decoder is shown at most. */
export const MOST_WORDS = 15;
const anyWord = WORDS.map((word) => word.replace('.', '\\.')).join('|');

/** The fields of its run: the names are those of a receipt. */
const runFields = {
	...ofMethod,
	rank: { ...runSchema.rank, max: 64, default: 4 },
	rank2: { ...runSchema.rank2, max: 64 },
	alpha: { ...runSchema.alpha, max: 64 },
	init: runSchema.init,
	modules: text({
		default: 'all-linear',
		about: runSchema.modules.about,
		pattern: new RegExp(`^(${name})(,(${name})){0,31}$`),
		expected: `some of ${ends.join(', ')}, or ${moduleNames.slice(1, 3).join(', ')} …, all-linear, all`
	}),
	batch: runSchema.batch,
	steps: { ...runSchema.steps, min: 10, max: 2000, default: 200, step: 10 },
	lr: real({ min: 0.0001, max: 1, step: 0.0001, default: 0.01, about: runSchema.lr.about }),
	optimizer: runSchema.optimizer,
	schedule: choice(runSchema.schedule.choices, { default: 'cosine', about: runSchema.schedule.about }),
	backend: runSchema.backend,
	seed: seedField()
} as const;

export const parameters = {
	...runFields,
	words: text({
		default: 'some tall lamp some stone hold .',
		about: 'words that the decoder is shown, whose attention is drawn',
		pattern: new RegExp(`^(${anyWord})( (${anyWord})){0,${MOST_WORDS - 1}}$`),
		expected: `1 to ${MOST_WORDS} words of ${WORDS.join(' ')}`
	}),
	block: integer({ min: 1, max: 2, default: 1, about: 'block whose attention is drawn' }),
	head: integer({ min: 1, max: 4, default: 1, about: 'head whose attention is drawn' }),
	weightA: real({ min: -0.5, max: 1.5, step: 0.05, default: 1, about: 'weight of the kept adapter A' }),
	weightB: real({ min: -0.5, max: 1.5, step: 0.05, default: 0, about: 'weight of the kept adapter B' }),
	module: choice(moduleNames, { default: 'layers.0.v', about: 'module whose directions are drawn' }),
	against: choice(['base', 'other'], {
		default: 'base',
		about: 'what the directions of ΔW are compared with: those of W0, or of another adapter'
	}),
	ours: integer({ min: 1, max: 8, default: 2, about: 'i in φ(i, j): leading directions of ΔW' }),
	theirs: integer({
		min: 1,
		max: 8,
		default: 4,
		about: 'j in φ(i, j): leading directions of the other matrix'
	}),
	strange: real({
		min: 0.2,
		max: 1,
		step: 0.05,
		default: 0.6,
		about: 'cosine below which a singular vector counts as an intruder'
	})
} as const;

export type TransformerValues = Values<typeof parameters>;

/** The receipt of the live figure: exactly what the command line would train. */
export function runOf(values: TransformerValues): Run {
	const taken = Object.keys(runFields).map((field) => [field, own(values, field)]);
	return {
		...defaultsOf(runSchema),
		...(Object.fromEntries(taken) as Partial<Run>),
		task: transformer.tasks[0]?.name ?? ''
	};
}

export const live: Live<TransformerValues> = {
	figure: 'decoder',
	runsOf: (values) => [runOf(values)],
	settingsOf: (run) => {
		const written: Readonly<Record<string, string | number | boolean>> = canonical(run);
		return Object.fromEntries(Object.keys(runFields).map((field) => [field, own(written, field) ?? '']));
	}
};

/** How much of a group carries a ΔW. */
export function shareOf(group: Group, modules: string): 'all' | 'some' | 'none' {
	const has = new Set(chosen(transformerNetwork, modules));
	const of = chosen(transformerNetwork, groups[group].join(','));
	const found = of.filter((one) => has.has(one)).length;
	return found === of.length ? 'all' : found > 0 ? 'some' : 'none';
}

/** The modules with a group taken in or left out; null where none would be left. */
export function withGroup(modules: string, group: Group, isIn: boolean): string | null {
	const has = new Set(chosen(transformerNetwork, modules));
	for (const one of chosen(transformerNetwork, groups[group].join(',')))
		if (isIn) has.add(one);
		else has.delete(one);
	return has.size === 0 ? null : written(has);
}

/** The shortest text that chooses these. */
function written(has: ReadonlySet<string>): string {
	for (const short of ['all-linear', 'all'])
		if (chosen(transformerNetwork, short).join() === moduleNames.filter((one) => has.has(one)).join())
			return short;
	const whole = ends.filter((end) => chosen(transformerNetwork, end).every((one) => has.has(one)));
	const covered = new Set(whole.flatMap((end) => chosen(transformerNetwork, end)));
	return [...whole, ...moduleNames.filter((one) => has.has(one) && !covered.has(one))].join(',');
}
