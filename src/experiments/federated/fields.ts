/** What a federated run is set by: fields with range, default and help, as those of a receipt are. */
import { integer, real, type Values } from '$src/schema/field';

/** How W is written: every number of it, BA of rank 2R, or (X₁Y₁ᵀ) ⊙ (X₂Y₂ᵀ) of ranks R: the last two cost the same. */
export const formNames = ['full', 'low-rank', 'fedpara'] as const;
export type FormName = (typeof formNames)[number];

export const federatedFields = {
	clients: integer({
		min: 1,
		max: 16,
		default: 8,
		about: 'machines that train, each on pictures of its own'
	}),
	digits: integer({
		min: 1,
		max: 10,
		default: 3,
		about: 'how many of the ten digits a client has; 10: every client has all of them (IID)'
	}),
	rank: integer({
		min: 1,
		max: 16,
		default: 4,
		about: 'R of FedPara; the low-rank product has rank 2R, as many numbers'
	}),
	epochs: integer({ min: 1, max: 10, default: 2, about: 'times a client goes through its pictures a round' }),
	rate: real({ min: 0.01, max: 0.5, step: 0.01, default: 0.1, about: 'learning rate of SGD on a client' }),
	rounds: integer({ min: 1, max: 80, default: 30, about: 'times that the clients are averaged' }),
	seed: integer({ min: 0, max: 9999, default: 1, always: true, about: 'of pictures, starts and batches' })
} as const;
export type FederatedSettings = Values<typeof federatedFields>;
