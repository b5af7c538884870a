/** Whether a figure has been seen: what it asks of a worker waits until then. */

export class WhenNear {
	#isNear = $state(false);

	/** Has it come into the window? It stays so. */
	get isNear(): boolean {
		return this.#isNear;
	}

	/** To be attached to an element of the figure. */
	readonly watch = (place: HTMLElement): (() => void) => {
		const observer = new IntersectionObserver((entries) => {
			this.#isNear ||= entries.some(({ isIntersecting }) => isIntersecting);
			if (this.#isNear) observer.disconnect();
		});
		observer.observe(place);
		return () => observer.disconnect();
	};
}
