/**
 * Runs in each page before its own scripts: from an input event of the slider to the end of the first frame that shows
 * what follows from it. A frame shows what stands in the document when its layout is done: an observer of sizes is
 * called there, after all callbacks of the frame; the next message is the end of it. Between moves it does nothing.
 */
(() => {
	/** @type {{ readonly value: number, readonly began: number } | null} */
	let move = null;
	/** Milliseconds of each move: until a frame shows it, and until the last reader was through where the page says so. */
	const times = { painted: /** @type {number[]} */ ([]), through: /** @type {number[]} */ ([]) };
	let told = () => {};
	const page = /** @type {{ shows?: (value: number) => boolean, through?: () => number }} */ (
		/** @type {unknown} */ (window)
	);
	const probe = document.createElement('div');
	probe.style.cssText = 'position: fixed; contain: strict; width: 1px; height: 1px; visibility: hidden';
	const { port1, port2 } = new MessageChannel();

	const sizes = new ResizeObserver(() => {
		if (move && page.shows?.(move.value)) port2.postMessage(move.began);
	});
	port1.onmessage = ({ data }) => {
		if (!move || move.began !== data) return;
		times.painted.push(performance.now() - move.began);
		if (page.through) times.through.push(page.through() - move.began);
		move = null;
		told();
	};
	/** One loop at a time: two would put back in a frame what the other changed. */
	let isLooping = false;
	function frame() {
		isLooping = move !== null;
		if (!isLooping) return;
		probe.style.width = probe.style.width === '1px' ? '2px' : '1px';
		requestAnimationFrame(frame);
	}
	/** @param {Event} event */
	function begin({ target, timeStamp }) {
		if (!(target instanceof HTMLInputElement) || target.name !== 'r' || target.type !== 'range') return;
		move = { value: Number(target.value), began: timeStamp };
		if (!probe.isConnected) {
			document.body.append(probe);
			sizes.observe(probe);
		}
		if (!isLooping) requestAnimationFrame(frame);
		isLooping = true;
	}
	addEventListener('input', begin, { capture: true });
	Object.assign(window, {
		/** Once no move waits for its frame. */
		watched: () =>
			new Promise((resolve) => {
				told = () => resolve(undefined);
				if (!move) told();
			}),
		/** What was measured since it was asked last. */
		taken: () => ({ painted: times.painted.splice(0), through: times.through.splice(0) })
	});
})();
