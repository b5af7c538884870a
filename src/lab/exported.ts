/**
 * What was trained, or loaded, as a folder that PEFT loads: the nearest LoRA of a rank (Eckart–Young), for PEFT has no
 * method that a reader invents. What was left out is said, and the folder is read back.
 */
import { loraFolder, readBack } from '$src/files/saved';
import { frobeniusNorm } from '$src/math/tensor';
import { distanceOfThin, svdOfThin, thinOf, truncated } from '$src/math/thin';
import { dense } from '$src/math/made';
import type { MatrixValue } from './value';

export interface Exported {
	/** The two files of the folder, by name. */
	readonly files: ReadonlyMap<string, Uint8Array>;
	readonly rank: number;
	/** ‖ΔW − ΔW′‖/‖ΔW‖: what a LoRA of this rank must leave out. */
	readonly error: number;
	/** The same between what was meant and what the files give back: float32's rounding. */
	readonly readBack: number;
}

/**
 * @param rank at most as many as the matrix has rows or columns; more than it has of its own are left out
 * @param name of the module in the model, such as `layers.0.q_proj`
 * @throws RangeError of a matrix that is zero, or has no finite elements
 */
export async function exportLora(delta: MatrixValue, rank: number, name = 'W'): Promise<Exported> {
	const norm = frobeniusNorm(delta);
	if (!(norm > 0))
		throw new RangeError('export: expected an update that is not zero, got zeros; train it first');
	const whole = thinOf(dense({ shape: delta.shape, data: delta.data }));
	const parts = svdOfThin(whole);
	const own = delta.measured?.rank ?? Math.min(...delta.shape);
	const kept = Math.max(1, Math.min(rank, own, parts.singularValues.length));
	const thin = truncated(parts, kept);
	const modules = [{ name, parts: [thin] }];
	const files = loraFolder(modules);
	return {
		...{ files, rank: kept },
		error: distanceOfThin(whole, thin) / norm,
		readBack: await readBack(files, modules)
	};
}
