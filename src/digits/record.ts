/** What the page of the digits can be set to, and its run: any run of a network of digits is a state of the page. */
import { federatedParameters, readFederated } from '$src/federated/settings';
import { defineLesson } from '$src/lesson/define';
import type { LiveRun } from '$src/lesson/live';
import { shiftNames } from '$src/models/digitTasks';
import { problemNamed } from '$src/models/index';
import { own } from '$src/own';
import { canonical, runSchema, type Run } from '$src/receipt/run';
import { choice, defaultsOf, type Values } from '$src/schema/field';

/** What the shape of a layer and the task say, the page says as a network and what is asked of it anew. */
const { out: _out, in: _in, task: _task, ...ofRun } = runSchema;

export const parameters = {
	network: choice(['mlp', 'cnn'], { default: 'mlp', about: 'the frozen network that reads digits' }),
	shift: choice(shiftNames, { default: 'rotated', about: 'what it is asked to read anew' }),
	...ofRun,
	rank: { ...ofRun.rank, default: 4 },
	steps: { ...ofRun.steps, default: 300 }
} as const;
export type DigitValues = Values<typeof parameters>;

/** Every run is a state of the page but for its network and its shift, which stand in its task. */
export const live: LiveRun<DigitValues> = {
	figure: 'digits',
	runOf: ({ network, shift, ...fields }) => ({
		...defaultsOf(runSchema),
		...fields,
		task: `${network}-${shift}`
	}),
	runsOf: (values) => [live.runOf(values)],
	settingsOf: (run) => {
		const written: Readonly<Record<string, string | number | boolean>> = canonical(run);
		const shift = shiftNames.find((name) => run.task.endsWith(`-${name}`));
		return {
			...Object.fromEntries(Object.keys(ofRun).map((name) => [name, own(written, name) ?? ''])),
			network: problemNamed(run.task),
			...(shift && { shift })
		};
	}
};

export const digitsRecord = defineLesson({
	id: 'digits',
	// The federated figure at the end of the page stands in its address as well.
	parameters: { ...parameters, ...federatedParameters },
	environment: () => new Map(),
	equations: () => ({}),
	derivations: {},
	live,
	others: readFederated
});

/** Methods that are set beside one another, and the learning rates that each gets. */
export const contestants = [
	'full',
	'lora',
	'loha',
	'lokr',
	'hira',
	'dora'
] as const satisfies readonly Run['method'][];
export type Contestant = (typeof contestants)[number];
export const rates = [0.001, 0.003, 0.01, 0.03] as const;
/** Those that a reader tries on a run of their own: three times as much from one to the next, over three powers of ten. */
export const ownRates = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3] as const;
export const seeds = [1, 2, 3, 4, 5] as const;
