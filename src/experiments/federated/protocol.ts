/** What a page and the worker of the federated simulation say to each other, over a line (line.ts). */
import type { FailureReason } from '$src/compute/backend';
import type { FederatedSettings, FormName } from './fields';
import type { Round, Trained } from './simulate';

export interface FederatedQuestion {
	readonly settings: FederatedSettings;
	/** Trained one after the other. */
	readonly forms: readonly FormName[];
}

export type FederatedAnswer =
	| { readonly kind: 'round'; readonly round: Round }
	| { readonly kind: 'trained'; readonly trained: Trained }
	/** This form came to no end; the others are trained all the same. */
	| {
			readonly kind: 'failed';
			readonly form: FormName;
			readonly reason: FailureReason;
			readonly message: string;
	  };
