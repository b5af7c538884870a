/** The part of @observablehq/runtime 6 that runtime.ts uses; the package has no types. */
declare module '@observablehq/runtime' {
	export class Runtime {
		constructor(builtins?: Readonly<Record<string, unknown>> | null, global?: (name: string) => unknown);
		module(): Module;
		dispose(): void;
		/** Its own, of this version: when it works out what changed, doing so, and whether it is through for good. */
		_computeSoon: () => Promise<void>;
		_computeNow(): Promise<void>;
		readonly _disposed: boolean;
	}
	export class RuntimeError extends Error {
		/** The name of the input that could not be had. */
		readonly input?: string;
	}
	export interface Module {
		variable(observer: Observer): Variable;
	}
	export interface Variable {
		define(name: string | null, inputs: readonly string[], definition: (...values: never[]) => unknown): this;
		delete(): void;
	}
	export interface Observer {
		pending?(): void;
		fulfilled?(value: unknown, name: string | null): void;
		rejected?(error: unknown, name: string | null): void;
	}
}
