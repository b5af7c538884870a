/**
 * The only module that knows @observablehq/runtime: named nodes that rerun exactly where something that they read has
 * changed, in order. It knows no notebook and no language.
 */
import { Runtime, RuntimeError, type Variable } from '@observablehq/runtime';

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
	 * @param make from the values of the inputs, in their order; aborted once it is outdated, or by whoever stops it
	 */
	define(
		name: string,
		inputs: readonly string[],
		make: (values: readonly Value[], abort: AbortController) => Value | Promise<Value>
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
	const module = runtime.module();
	return {
		node: ({ pending, fulfilled, rejected }) => {
			const variable: Variable = module.variable({
				pending,
				fulfilled: (value) => fulfilled(value as Value),
				rejected: (error) => {
					const input = error instanceof RuntimeError ? (error.input ?? '') : null;
					rejected(error, input === null ? null : input.replace(/^\$/, ''));
				}
			});
			return {
				define: (name, inputs, make) => {
					const definition = (outdated: Promise<void>, ...values: Value[]) => {
						const abort = new AbortController();
						void outdated.then(() => abort.abort());
						return make(values, abort);
					};
					variable.define(
						name === '' ? null : inside(name),
						['invalidation', ...inputs.map(inside)],
						definition as (...values: never[]) => unknown
					);
				},
				delete: () => variable.delete()
			};
		},
		dispose: () => runtime.dispose()
	};
}
