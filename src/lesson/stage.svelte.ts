/** What a presentation adds to a lesson's page, for the parts of the page that look different in it. */

export type Role = 'reader' | 'presenter' | 'audience';

export class Stage {
	/** Are the answers of the screen shown? */
	revealed = $state(false);
	/** Id of a prediction → hands for each of its choices, in order. */
	tallies = $state.raw<Readonly<Record<string, readonly number[]>>>({});

	count(prediction: string, hands: readonly number[]): void {
		this.tallies = { ...this.tallies, [prediction]: hands };
	}
}
