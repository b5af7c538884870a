/** What the server does with what the clients send: the mean, number by number. */
import { difference } from '$src/math/dense';
import { frobeniusNorm, tensor } from '$src/math/tensor';
import type { Network, Weights } from './classifier';

/** float32 each way, for every client. */
export const bytesOfRound = (parameters: number, clients: number): number => 4 * parameters * 2 * clients;

/** The mean of each number, added in float64 in the order of the clients, sent as float32. All clients have equally many pictures. @throws RangeError of none */
export function averaged(sent: readonly Weights[]): Weights {
	const [first] = sent;
	if (!first) throw new RangeError('averaged: expected at least one client, got none');
	return new Map(
		[...first.keys()].map((name) => {
			const all = sent.map((one) => one.get(name) ?? new Float32Array());
			return [
				name,
				Float32Array.from(all[0] ?? [], (_, i) => all.reduce((sum, x) => sum + (x[i] ?? NaN), 0) / all.length)
			];
		})
	);
}

/** The mean of matrices by name, in float64. @throws RangeError of none */
export function meanOf(networks: readonly Network[]): Network {
	const [first] = networks;
	if (!first) throw new RangeError('meanOf: expected at least one network, got none');
	return new Map(
		[...first].map(([name, { shape, data }]) => {
			const all = networks.map((one) => one.get(name)?.data ?? new Float64Array());
			return [
				name,
				tensor(
					shape,
					data.map((_, i) => all.reduce((sum, x) => sum + (x[i] ?? NaN), 0) / all.length)
				)
			];
		})
	);
}

/** ‖a − b‖ over those layers of two networks, as if they were one. @throws RangeError where one is missing */
export function apart(a: Network, b: Network, names: readonly string[]): number {
	const parts = names.map((name) => {
		const [x, y] = [a.get(name), b.get(name)];
		if (!x || !y) throw new RangeError(`apart: expected a layer ${name} in both, got none`);
		return frobeniusNorm(difference(x, y));
	});
	return Math.hypot(...parts);
}
