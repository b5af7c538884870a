/** Whether a figure has been seen: what it asks of a worker waits until then. */
import { whenSeen } from './seen';

export class WhenNear {
	#isNear = $state(false);

	/** Has it come into the window? It stays so. */
	get isNear(): boolean {
		return this.#isNear;
	}

	/** To be attached to an element of the figure. */
	readonly watch = (place: HTMLElement): (() => void) => whenSeen(place, () => (this.#isNear = true));
}
