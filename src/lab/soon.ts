/** After whatever is under way, and before the least time that a timer waits. */

const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Calls it in a turn of its own. */
export function soon(work: () => void): void {
	if (typeof setImmediate === 'function') {
		setImmediate(work);
		return;
	}
	if (!channel) {
		channel = new MessageChannel();
		channel.port1.onmessage = () => waiting.shift()?.();
	}
	waiting.push(work);
	channel.port2.postMessage(null);
}
