/** What could be cut from an adapter: the rank that a module really uses against the one it pays for. Pure. */
import type { Measurement, Row } from './protocol';

/** A module that acts almost as one direction: ‖ΔW‖_F²/σ₁² up to here, at a rank that could hold more. */
const SPIKE = 1.1;
const LEAST_RANK = 4;

export interface Cut {
	readonly row: Row;
	readonly measurement: Measurement;
	/** Smallest rank for 99 % of the energy. */
	readonly rank: number;
	/** Numbers that a LoRA of that rank takes. */
	readonly parameters: number;
	/** Bytes fewer, 0 where a LoRA of that rank would be no smaller. */
	readonly saved: number;
}

export interface Cuts {
	readonly smaller: readonly Cut[];
	readonly dead: readonly string[];
	readonly spikes: readonly string[];
	/** Of all that would be smaller. */
	readonly saved: number;
	readonly bytes: number;
}

/** Rows and columns of the unfolding in which a module acts. */
export function sidesOf({ shape }: Row): readonly [number, number] {
	const [first = 1, second = 1, ...rest] = shape;
	// [experts, out, in]: one pair for all of them.
	if (rest.length === 1) return [second, rest[0] ?? 1];
	return [first, rest.reduce((product, size) => product * size, second)];
}

export function cutsOf(
	rows: readonly Row[],
	measurements: readonly (Measurement | null | undefined)[]
): Cuts {
	const smaller: Cut[] = [];
	const [dead, spikes]: [string[], string[]] = [[], []];
	let bytes = 0;
	rows.forEach((row, i) => {
		bytes += row.bytes;
		const measurement = measurements[i];
		if (!measurement) return;
		if (measurement.frobenius === 0) dead.push(row.name);
		else if (measurement.stableRank <= SPIKE && measurement.rank >= LEAST_RANK) spikes.push(row.name);
		const [, , rank] = measurement.rankAt;
		const [m, n] = sidesOf(row);
		const parameters = rank * (m + n);
		// Magnitudes and biases stay: of a LoRA only its two factors shrink.
		const now =
			row.method === 'lora' && row.configuredRank !== null
				? Math.min(row.parameters, row.configuredRank * (m + n))
				: row.parameters;
		const saved = measurement.experts > 0 ? 0 : Math.round((row.bytes / row.parameters) * (now - parameters));
		if (saved > 0) smaller.push({ row, measurement, rank, parameters, saved });
	});
	smaller.sort((a, b) => b.saved - a.saved);
	return { smaller, dead, spikes, saved: smaller.reduce((sum, cut) => sum + cut.saved, 0), bytes };
}
