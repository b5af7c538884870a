/** GPUs by name and what is printed on them, in gigabytes of 10⁹ bytes; a driver leaves a little less. */
export interface Gpu {
	readonly name: string;
	readonly gigabytes: number;
}

export const gpus: readonly Gpu[] = [
	{ name: 'RTX 3060', gigabytes: 12 },
	{ name: 'T4', gigabytes: 16 },
	{ name: 'RTX 4090', gigabytes: 24 },
	{ name: 'L4', gigabytes: 24 },
	{ name: 'RTX 5090', gigabytes: 32 },
	{ name: 'A100 40 GB', gigabytes: 40 },
	{ name: 'L40S', gigabytes: 48 },
	{ name: 'A100 80 GB', gigabytes: 80 },
	{ name: 'H100', gigabytes: 80 },
	{ name: 'H200', gigabytes: 141 },
	{ name: 'MI300X', gigabytes: 192 }
];

/** Those that hold so many bytes, the smallest first. */
export const gpusHolding = (bytes: number): readonly Gpu[] =>
	gpus.filter(({ gigabytes }) => bytes <= gigabytes * 1e9);
