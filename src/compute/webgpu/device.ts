/** Finding a device, and turning everything that can go wrong with it into a named BackendError. */
import { BackendError } from '../backend';

export interface Device {
	readonly device: GPUDevice;
	/** The GPU's own name, as far as the browser tells it. */
	readonly name: string;
	/** Rejects with 'device-lost' when the device goes; never resolves. */
	readonly lost: Promise<never>;
}

/** @throws BackendError 'no-webgpu', 'no-adapter' or 'device-refused' */
export async function openDevice(gpu: GPU | undefined): Promise<Device> {
	if (!gpu) {
		throw new BackendError('no-webgpu', 'webgpu: expected WebGPU in this browser or a driver under Node, got none; use a browser with WebGPU or the CPU backend');
	}
	const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
	if (!adapter) {
		throw new BackendError('no-adapter', 'webgpu: expected a graphics adapter, got none; update the graphics driver, allow WebGPU in the browser, or use the CPU backend');
	}
	const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
	let device: GPUDevice;
	try {
		device = await adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new BackendError('device-refused', `webgpu: expected a device, got a refusal (${oneLine(why)}); close other pages that use the GPU, or use the CPU backend`);
	}
	const lost = device.lost.then((info) => {
		const why = info.message === '' ? info.reason : info.message;
		throw new BackendError('device-lost', `webgpu: expected the device to stay, got ${oneLine(why)}`);
	});
	// Whoever races against it sees the rejection; nobody else needs to.
	lost.catch(() => undefined);
	return { device, name: nameOf(adapter), lost };
}

function nameOf(adapter: GPUAdapter): string {
	const { vendor, architecture, description, device } = adapter.info;
	return description || [vendor, architecture, device].filter((part) => part !== '').join(' ') || 'unnamed GPU';
}

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 300);
