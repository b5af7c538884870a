/**
 * The part of the peers' interfaces that the benchmark uses. They are installed only when it runs, and the project
 * must type-check without them.
 */
declare module '@tensorflow/tfjs-core' {
	export interface Tensor {
		readonly shape: number[];
		data(): Promise<Float32Array>;
		dispose(): void;
	}
	export interface Variable extends Tensor {
		assign(value: Tensor): void;
	}
	type Shape = readonly number[];

	export function setBackend(name: string): Promise<boolean>;
	export function getBackend(): string;
	export function tidy<T>(work: () => T): T;
	export function dispose(tensors: readonly Tensor[]): void;
	export function tensor(values: Float32Array, shape: Shape): Tensor;
	export function variable(initial: Tensor): Variable;
	export function zeros(shape: Shape): Tensor;
	export function reshape(x: Tensor, shape: Shape): Tensor;
	export function transpose(x: Tensor, order: Shape): Tensor;
	export function slice(x: Tensor, begin: Shape, size: Shape): Tensor;
	export function concat(tensors: readonly Tensor[]): Tensor;
	export function matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
	export function add(a: Tensor, b: Tensor | number): Tensor;
	export function sub(a: Tensor, b: Tensor): Tensor;
	export function mul(a: Tensor, b: Tensor | number): Tensor;
	export function div(a: Tensor, b: Tensor): Tensor;
	export function sqrt(x: Tensor): Tensor;
	export function square(x: Tensor): Tensor;
	export function sum(x: Tensor): Tensor;
	export function mean(x: Tensor): Tensor;
	export function valueAndGrads(
		f: (...args: Tensor[]) => Tensor
	): (args: readonly Tensor[]) => { value: Tensor; grads: Tensor[] };
}

declare module '@tensorflow/tfjs-core/dist/register_all_gradients' {}
declare module '@tensorflow/tfjs-backend-webgpu' {}

declare module '@tensorflow/tfjs-backend-wasm' {
	export function setWasmPaths(folder: string): void;
}

declare module '@jax-js/jax' {
	export type Device = 'webgpu' | 'wasm';

	/** Every use takes one reference; `ref` makes another. */
	export interface Array {
		readonly ref: Array;
		readonly shape: number[];
		add(x: Array | number): Array;
		sub(x: Array): Array;
		mul(x: Array | number): Array;
		div(x: Array): Array;
		sum(): Array;
		reshape(shape: readonly number[]): Array;
		slice(...index: (number | readonly [number, number])[]): Array;
		data(): Promise<Float32Array>;
		dataSync(): Float32Array;
		dispose(): void;
	}

	export const numpy: {
		array(values: Float32Array, options: { shape?: readonly number[]; device: Device }): Array;
		matmul(a: Array, b: Array): Array;
		transpose(x: Array, order?: readonly number[]): Array;
		square(x: Array): Array;
		sqrt(x: Array): Array;
		mean(x: Array): Array;
		linalg: { svdvals(x: Array): Array };
	};

	export function init(...devices: Device[]): Promise<Device[]>;
	export function jit<A extends unknown[], R>(
		f: (...args: A) => R,
		options: { device: Device }
	): ((...args: A) => R) & { dispose(): void };
	export function valueAndGrad<A extends unknown[]>(
		f: (x: Array, ...rest: A) => Array
	): (x: Array, ...rest: A) => [value: Array, gradient: Array];
	export function vmap<A extends unknown[], R>(
		f: (...args: A) => R,
		axes: readonly (number | null)[]
	): (...args: A) => R;
	export function blockUntilReady(tree: unknown): Promise<unknown>;
	export const tree: { dispose(tree: unknown): void };
}
