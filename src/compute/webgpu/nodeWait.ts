/**
 * How Node waits for a GPU that is a program. While somebody waits, Dawn's package asks for events in every turn of the
 * event loop, as fast as it turns: a whole core, which a software GPU would compute on. Here each turn rests a moment.
 * A real GPU is waited for as before: there the core has nothing else to do, and an answer is not a moment late.
 */
import { isSoftware } from './device';

/** Of a turn of the event loop, in milliseconds: short beside a submit, long beside a question. */
const REST = 0.1;

const still = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
let waiting = 0;
let isResting = false;

function rest(): void {
	isResting = waiting > 0;
	if (!isResting) return;
	Atomics.wait(still, 0, 0, REST);
	setImmediate(rest);
}

async function restedly<T>(work: Promise<T>): Promise<T> {
	waiting++;
	// Whoever waits again before the last turn was over finds it still turning: one rest a turn, however many wait.
	if (!isResting) setImmediate(rest);
	isResting = true;
	try {
		return await work;
	} finally {
		waiting--;
	}
}

/** Prototypes whose waits rest already: the package has one set for the whole process. */
let rests = false;

/** Waits of all devices of this process rest from the first software adapter on that this object gives. */
export function restWhileWaiting(gpu: GPU): void {
	const request = gpu.requestAdapter.bind(gpu);
	gpu.requestAdapter = async (options) => {
		const adapter = await request(options);
		if (adapter && isSoftware(adapter)) restAllWaits();
		return adapter;
	};
}

function restAllWaits(): void {
	if (rests) return;
	rests = true;
	const { onSubmittedWorkDone } = GPUQueue.prototype;
	GPUQueue.prototype.onSubmittedWorkDone = function () {
		return restedly(onSubmittedWorkDone.call(this));
	};
	const { mapAsync } = GPUBuffer.prototype;
	GPUBuffer.prototype.mapAsync = function (...range) {
		return restedly(mapAsync.apply(this, range));
	};
	const { createComputePipelineAsync } = GPUDevice.prototype;
	GPUDevice.prototype.createComputePipelineAsync = function (descriptor) {
		return restedly(createComputePipelineAsync.call(this, descriptor));
	};
}
