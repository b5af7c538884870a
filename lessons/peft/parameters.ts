/** What the reader of this lesson can set: a model, a precision, an adapter, a batch; their guess; and what they look up. */
import { choice, flag, integer, parseField, real, text, type Values } from '$src/schema/field';
import {
	activationBytes,
	adapterMemory,
	frozenFormats,
	fullMemory,
	recomputations,
	schemes,
	type Breakdown
} from './memory';
import { methodIds } from './methods';
import { targets, trainedNumbers, usualShape, HEAD_WIDTH } from './shape';

const BILLIONS = 60;
const { layers, hidden } = usualShape(BILLIONS);

export const parameters = {
	billions: integer({ min: 1, max: 200, default: BILLIONS, about: 'numbers of the model, in billions' }),
	scheme: choice(schemes, { default: 'mixed', about: 'the precision in which Adam trains' }),
	rank: integer({ min: 1, max: 256, default: 16, about: 'r of LoRA' }),
	targets: choice(targets, { default: 'attention', about: 'the matrices that get an adapter' }),
	frozen: choice(frozenFormats, { default: 'same', about: 'how frozen weights are kept' }),
	layers: integer({ min: 1, max: 200, default: layers, about: 'layers of the model' }),
	hidden: {
		...integer({ min: HEAD_WIDTH, max: 20480, default: hidden, about: 'width h of the model' }),
		step: HEAD_WIDTH
	},
	sequence: integer({ min: 1, max: 8192, default: 512, about: 'tokens of one text' }),
	batch: integer({ min: 1, max: 64, default: 1, about: 'texts at once' }),
	recompute: choice(recomputations, { default: 'none', about: 'what of the activations is computed twice' }),
	guess: real({
		min: 0,
		max: 100,
		step: 0.5,
		default: 100,
		about: "where the reader expects LoRA's bar to end, in percent of the other"
	}),
	shown: flag("LoRA's bar is shown"),
	made: text({
		pattern: /^$|^[\w-]{1,12}(\.[\w-]{1,12}){9}$/,
		expected:
			'the ten settings that a prediction was made for, such as 60.mixed.16.attention.same.80.7680.512.1.none',
		default: '',
		about: 'the settings for which the reader predicted'
	}),
	method: choice(methodIds, { default: 'lora', about: 'the method that the map shows' }),
	asDrawn: flag('the map is nested as in the article')
} as const;

export type PeftValues = Values<typeof parameters>;

/** What decides where LoRA's bar ends. */
export const decisive = [
	'billions',
	'scheme',
	'rank',
	'targets',
	'frozen',
	'layers',
	'hidden',
	'sequence',
	'batch',
	'recompute'
] as const satisfies readonly (keyof PeftValues)[];

/** The settings of a state, as `made` keeps them. */
export const writtenState = (values: PeftValues): string => decisive.map((name) => values[name]).join('.');

/** The state for which the reader predicted; null where there is no prediction, or none that can be read. */
export function predictedFor(values: PeftValues): PeftValues | null {
	const written = values.made.split('.');
	if (!values.shown || written.length !== decisive.length) return null;
	const read = decisive.map(
		(name, i) => [name, parseField(name, parameters[name], written[i] ?? '')] as const
	);
	if (read.some(([, parsed]) => 'problem' in parsed)) return null;
	return { ...values, ...Object.fromEntries(read.map(([name, { value }]) => [name, value])) };
}

/** N. */
export const numbersOf = ({ billions }: Pick<PeftValues, 'billions'>): number => billions * 1e9;
/** P. */
export const trainedOf = (values: PeftValues): number => trainedNumbers(values, values.rank, values.targets);
export const activationsOf = (values: PeftValues): number =>
	activationBytes(values, values, values.scheme, values.recompute);

/** Everything trained. @param activations bytes; those of the state by default */
export const fullOf = (values: PeftValues, activations = activationsOf(values)): Breakdown =>
	fullMemory(numbersOf(values), values.scheme, activations);
/** The model frozen, LoRA trained. @param activations bytes; those of the state by default */
export const loraOf = (values: PeftValues, activations = activationsOf(values)): Breakdown =>
	adapterMemory(numbersOf(values), trainedOf(values), values.scheme, values.frozen, activations);
