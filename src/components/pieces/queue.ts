/**
 * A page comes alive piece by piece, each in a task of its own, so that a long page never keeps its reader waiting: pieces
 * in the order of the page, those within a piece right behind it.
 */

let waiting: (() => void)[] = [];
/** Work that the piece of this moment has brought along. */
let brought: (() => void)[] = [];
let isRunning = false;
let tell: () => void = () => undefined;
let done: Promise<void> = Promise.resolve();

/** Tasks without the least delay that timers have; made in the browser, where they are wanted. */
let channel: MessageChannel | undefined;
function ask(): void {
	if (!channel) {
		channel = new MessageChannel();
		channel.port1.onmessage = next;
	}
	channel.port2.postMessage(null);
}

function next(): void {
	waiting = [...brought, ...waiting];
	brought = [];
	const work = waiting.shift();
	if (!work) {
		isRunning = false;
		tell();
		return;
	}
	try {
		work();
	} catch (error) {
		reportError(error);
	}
	ask();
}

/** Does it in a task of its own, soon. */
export function soon(work: () => void): void {
	brought.push(work);
	if (isRunning) return;
	isRunning = true;
	done = new Promise((resolve) => (tell = resolve));
	ask();
}

/** When all pieces that are known by now, and what they bring along, have come alive; at once where there are none. */
export const whole = (): Promise<void> => done;
