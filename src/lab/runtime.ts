/**
 * The only module that knows @observablehq/runtime: named nodes that rerun exactly where something that they read has
 * changed, in order. It knows no notebook and no language.
 */
import { Runtime, RuntimeError, type Variable } from '@observablehq/runtime';
import { Outdating } from './outdating';

export interface NodeEvents<Value> {
	/** It is about to be worked out again. */
	readonly pending: () => void;
	readonly fulfilled: (value: Value) => void;
	/** @param input the name that could not be had, where that is why; else null */
	readonly rejected: (error: unknown, input: string | null) => void;
}

export interface GraphNode<Value> {
	/**
	 * @param name '' for none
	 * @param make from the values of the inputs, in their order; aborted once it is outdated and not through, or by
	 * whoever stops it
	 */
	define(
		name: string,
		inputs: readonly string[],
		make: (values: readonly Value[], abort: Outdating) => Value | Promise<Value>
	): void;
	/** Its name is free at once. */
	delete(): void;
}

export interface Graph<Value> {
	node(events: NodeEvents<Value>): GraphNode<Value>;
	dispose(): void;
}

/** Names of a notebook are none of the runtime's own, such as invalidation. */
const inside = (name: string): string => `$${name}`;

/** @param known names that are there unless a node defines them */
export function graph<Value>(known: ReadonlyMap<string, Value>): Graph<Value> {
	const builtins = Object.fromEntries([...known].map(([name, value]) => [inside(name), () => value]));
	const runtime = new Runtime(builtins, (name) => {
		throw new Error(`${name.slice(1)} is not defined`);
	});
	// What is defined together is worked out together, once whoever defines it is through: the runtime's own way is to wait
	// for a frame of the page, which comes late in a worker and not at all in a window that nobody sees.
	runtime._computeSoon = async () => {
		await Promise.resolve();
		if (!runtime._disposed) await runtime._computeNow();
	};
	const module = runtime.module();
	const open = new Set<() => void>();
	return {
		node: ({ pending, fulfilled, rejected }) => {
			let under: Outdating | null = null;
			const outdate = (): void => {
				under?.abort();
				under = null;
			};
			open.add(outdate);
			const variable: Variable = module.variable({
				pending: () => {
					outdate();
					pending();
				},
				fulfilled: (value) => {
					under = null;
					fulfilled(value as Value);
				},
				rejected: (error) => {
					under = null;
					const input = error instanceof RuntimeError ? (error.input ?? '') : null;
					rejected(error, input === null ? null : input.replace(/^\$/, ''));
				}
			});
			return {
				define: (name, inputs, make) => {
					const definition = (...values: Value[]) => {
						under = new Outdating();
						return make(values, under);
					};
					variable.define(
						name === '' ? null : inside(name),
						inputs.map(inside),
						definition as (...values: never[]) => unknown
					);
				},
				delete: () => {
					outdate();
					open.delete(outdate);
					variable.delete();
				}
			};
		},
		dispose: () => {
			for (const outdate of open) outdate();
			runtime.dispose();
		}
	};
}
