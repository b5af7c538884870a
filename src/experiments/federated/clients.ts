/** Who trains: each client's pictures of digits, drawn by the seed, and the pictures that nobody trains on. */
import { CLASSES } from '$src/models/digitTasks';
import { digitImages, type Images } from '$src/models/digits';
import type { FederatedSettings } from './fields';

/** Pictures of a client, and of all digits held out. */
export const [PICTURES, HELD_OUT] = [96, 400];

export interface Client {
	/** The digits that it has, ascending. */
	readonly digits: readonly number[];
	readonly images: Images;
	/** Of the order in which it takes its pictures. */
	readonly seed: number;
}

/**
 * Digits go round: with k of ten each, client c has those from c·k on, modulo 10. With 10 each, all have all (IID). Where
 * clients · k < 10 nobody has the last digits.
 */
export const digitsOf = (client: number, each: number): readonly number[] =>
	Array.from({ length: each }, (_, i) => (client * each + i) % CLASSES).sort((a, b) => a - b);

export const clientsOf = ({ clients, digits, seed }: FederatedSettings): readonly Client[] =>
	Array.from({ length: clients }, (_, c): Client => {
		const own = digitsOf(c, digits);
		return {
			digits: own,
			images: digitImages(`federated/${seed}/${c}`, PICTURES, own),
			seed: seed * 16 + c
		};
	});

/** Of all ten digits, equally often. */
export const heldOut = (seed: number): Images =>
	digitImages(
		`federated/${seed}/held-out`,
		HELD_OUT,
		Array.from({ length: CLASSES }, (_, digit) => digit)
	);
