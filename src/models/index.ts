/** All problems: the only list. A task, the one word that a reader chooses, names its problem. */
import { Recent } from '$src/recent';
import { text, type Schema, type TextField, type Values } from '$src/schema/field';
import { shapeFields } from '$src/schema/shape';
import { optionsOfAll } from '$src/schema/together';
import { cnn } from './cnn';
import { matrix } from './matrix';
import { mlp } from './mlp';
import type { Problem } from './problem';
import { regression } from './regression';
import { transformer } from './transformer';
import type { Task, TaskKind } from './task';

export const problems = { matrix, regression, mlp, cnn, transformer } as const satisfies Record<
	string,
	Problem
>;
export type ProblemName = keyof typeof problems;

/** Name of a task → its kind and its problem. */
const kinds = new Map(
	(Object.entries(problems) as [ProblemName, Problem][]).flatMap(([problem, { tasks }]) =>
		tasks.map((kind) => [kind.name, { problem, kind }] as const)
	)
);

const SIZE = '[1-9]\\d{0,3}';
const patterns = { '': '', K: `:${SIZE}`, AxC: `:${SIZE}x${SIZE}` } as const satisfies Record<
	TaskKind['sizes'],
	string
>;
const written = [...kinds.values()].map(({ kind: { name, sizes } }) => (sizes ? `${name}:${sizes}` : name));

export const taskField: TextField = text({
	default: 'identity',
	about: 'what ΔW is trained towards',
	pattern: new RegExp(
		`^(${[...kinds.values()].map(({ kind }) => kind.name + patterns[kind.sizes]).join('|')})$`
	),
	expected: `${written.slice(0, -1).join(', ')} or ${written.at(-1) ?? ''}`
});

/** The fields of every problem: each reads its own among them. */
export const problemFields = { ...shapeFields, task: taskField, ...optionsOfAll(problems) } as const;
export type ProblemValues = Values<typeof problemFields>;

interface Named {
	readonly problem: ProblemName;
	readonly kind: TaskKind;
}

/** Every receipt that is read or written asks. */
const known = new Recent<string, Named>(64);

const named = (task: string): Named => known.get(task, () => lookUp(task));

function lookUp(task: string): Named {
	const found = taskField.pattern.test(task) ? kinds.get(task.split(':')[0] ?? '') : undefined;
	if (!found) throw new RangeError(`task: expected ${taskField.expected}, got ${task}`);
	return found;
}

/** @throws RangeError if the text is not a task. */
export const parseTask = (task: string): Task => ({
	kind: named(task).kind,
	sizes: (task.split(':')[1] ?? '').split('x').filter(Boolean).map(Number)
});

/** The problem that a task belongs to. @throws RangeError if the text is no task */
export const problemNamed = (task: string): ProblemName => named(task).problem;

/** Is it the task of a network, and not of one layer? @throws RangeError if the text is no task */
export function trainsNetwork(task: string): boolean {
	const { isNetwork }: Problem = problems[problemNamed(task)];
	return isNetwork === true;
}

/** The fields that a problem reads, in the order in which they are written. @throws RangeError if the text is no task */
export function fieldsOfProblem(task: string): Schema {
	const { isNetwork, options }: Problem = problems[problemNamed(task)];
	return { ...(!isNetwork && shapeFields), task: taskField, ...options };
}

/** The task that a problem is known by: its first. */
export const firstTask = (name: ProblemName): string => {
	const [kind] = problems[name].tasks;
	if (!kind) throw new Error(`${name}: expected a task, got none`);
	return kind.sizes === 'K' ? `${kind.name}:8` : kind.name;
};

/** Fields of a run that networks alone read. */
export const networkFields: ReadonlySet<string> = new Set(
	Object.values<Problem>(problems).flatMap(({ isNetwork, options }) =>
		isNetwork ? Object.keys(options) : []
	)
);
