/** Finding a device, and turning everything that can go wrong with it into a named BackendError. */
import { BackendError } from '../backend';
import { after, within } from '../patience';
import type { Spread } from './code';
import { LIMITS, type Limits } from './limits';

/** How work is cut for a device: it changes the time that is needed, but no bit of what comes out. */
export interface Shape {
	/** Threads of a workgroup that has the GPU, or a part of it, to itself. */
	readonly threads: number;
	/** Terms of a sum that a thread has under way at once. */
	readonly unrolled: number;
	/** Tiles of 8 × 4 where a kernel has the whole GPU: fewer loads, and fewer threads. */
	readonly tallTiles: boolean;
	/** Of a kernel that has the whole GPU. */
	readonly spread: Spread;
	/** How many times MOST_FUSED a step may have and still run in one workgroup. */
	readonly fusing: number;
}

export interface Device {
	readonly device: GPUDevice;
	/** The GPU's own name, as far as the browser tells it. */
	readonly name: string;
	readonly shape: Shape;
	/**
	 * Waits for GPU work, but no longer than the device is sound: rejects with the first thing that went wrong
	 * on it (lost, an error that nobody else caught, or work that never came), now and ever after.
	 */
	readonly whileSound: <T>(work: Promise<T>, awaited: 'compile' | 'work') => Promise<T>;
	/** False after the first thing that went wrong. */
	readonly isSound: () => boolean;
}

/** @throws BackendError 'no-webgpu', 'no-adapter', 'device-refused' or 'no-answer' */
export async function openDevice(gpu: GPU | undefined, limits: Limits = LIMITS): Promise<Device> {
	if (!gpu) {
		throw new BackendError(
			'no-webgpu',
			'webgpu: expected WebGPU in this browser or a driver under Node, got none; use a browser with WebGPU or the CPU backend'
		);
	}
	const requested = gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
	const adapter = await within(limits.open, requested, () => noAnswer('a graphics adapter', limits.open));
	if (!adapter) {
		throw new BackendError(
			'no-adapter',
			'webgpu: expected a graphics adapter, got none; update the graphics driver, allow WebGPU in the browser, or use the CPU backend'
		);
	}
	const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
	let device: GPUDevice;
	const promised = adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
	try {
		device = await within(limits.open, promised, () => noAnswer('a device', limits.open));
	} catch (error) {
		if (error instanceof BackendError) {
			// One that comes after all is let go at once.
			void promised.then(
				(late) => late.destroy(),
				() => undefined
			);
			throw error;
		}
		const why = error instanceof Error ? error.message : String(error);
		throw new BackendError(
			'device-refused',
			`webgpu: expected a device, got a refusal (${oneLine(why)}); close other pages that use the GPU, or use the CPU backend`
		);
	}
	return { device, name: nameOf(adapter), shape: shapeOf(adapter), ...watch(device, limits) };
}

/** Not Promise.race against one promise that lives as long as the device: that would keep every race alive. */
function watch(device: GPUDevice, limits: Limits): Pick<Device, 'whileSound' | 'isSound'> {
	let failure: BackendError | undefined;
	const waiting = new Set<(error: BackendError) => void>();
	const fail = (error: BackendError): void => {
		failure ??= error;
		for (const reject of waiting) reject(failure);
		waiting.clear();
	};
	void device.lost.then(({ message, reason }) => {
		const why = message === '' ? reason : message;
		fail(new BackendError('device-lost', `webgpu: expected the device to stay, got ${oneLine(why)}`));
	});
	device.addEventListener('uncapturederror', (event) => {
		event.preventDefault();
		fail(uncaptured(event.error));
	});
	const whileSound: Device['whileSound'] = (work, awaited) =>
		new Promise((resolve, reject) => {
			if (failure) {
				// What the work says of a device that is gone does not matter.
				work.catch(() => undefined);
				reject(failure);
				return;
			}
			waiting.add(reject);
			// Whoever waits longest for a device that does not answer speaks for all.
			const calledOff = after(limits[awaited], () => fail(noAnswer(AWAITED[awaited], limits[awaited])));
			void work.then(resolve, reject).finally(() => {
				calledOff();
				waiting.delete(reject);
			});
		});
	return { whileSound, isSound: () => failure === undefined };
}

const AWAITED = { compile: 'compiled shaders', work: 'the end of submitted work' } as const;

const noAnswer = (what: string, limit: number): BackendError =>
	new BackendError(
		'no-answer',
		`webgpu: expected ${what} within ${limit / 1000} s, got no answer; use the CPU backend, or restart the browser or the graphics driver`
	);

/** Does GPU work, and names whatever its interface throws by itself: a buffer that it refuses is a RangeError. */
export async function byName<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw named(error);
	}
}

function named(error: unknown): BackendError {
	if (error instanceof BackendError) return error;
	const why = oneLine(error instanceof Error ? error.message : String(error));
	return error instanceof RangeError
		? new BackendError(
				'out-of-memory',
				`webgpu: expected memory, got a refusal (${why}); use a smaller layer or the CPU backend`
			)
		: new BackendError('gpu-error', `webgpu: expected no error, got ${why}; use the CPU backend`);
}

function uncaptured(error: GPUError): BackendError {
	const why = oneLine(error.message);
	return error instanceof GPUOutOfMemoryError
		? new BackendError(
				'out-of-memory',
				`webgpu: expected enough GPU memory, got too little (${why}); use a smaller layer`
			)
		: new BackendError('shader-error', `webgpu: expected commands that the GPU accepts, got ${why}`);
}

/** Lanes of a GPU that is a program on the CPU, and those of one that does not tell. */
const [SOFTWARE, USUAL] = [4, 32];

/**
 * A GPU wants many threads, which hide each other's waiting. A software GPU runs them one after the other, each with
 * its own copies of all variables to keep in the cache, and takes long to start a workgroup: the fewer, the better.
 * It has few cores too: one workgroup is as quick as many up to some six million operations a step (measured).
 */
function shapeOf(adapter: GPUAdapter): Shape {
	return isSoftware(adapter)
		? { threads: 64, unrolled: 1, tallTiles: true, spread: { workgroups: 2, elements: 16 }, fusing: 2 }
		: { threads: 256, unrolled: 4, tallTiles: false, spread: { workgroups: 4096, elements: 1 }, fusing: 1 };
}

/** Is the GPU a program on the CPU? */
export const isSoftware = (adapter: GPUAdapter): boolean =>
	(('info' in adapter ? adapter.info.subgroupMinSize : undefined) ?? USUAL) <= SOFTWARE;

function nameOf(adapter: GPUAdapter): string {
	// Older browsers do not tell.
	if (!('info' in adapter)) return 'unnamed GPU';
	const { vendor, architecture, description, device } = adapter.info;
	return (
		description || [vendor, architecture, device].filter((part) => part !== '').join(' ') || 'unnamed GPU'
	);
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
