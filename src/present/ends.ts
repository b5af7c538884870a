/**
 * The two ends of the channel between a presenter's window and those of the audience: who is there, who asks, and what
 * is passed on. What comes in is a message of the one schema (message.ts), or a complaint. It knows nothing of pages.
 */
import { channelOf } from './memory';
import { channelName, envelope, parseMessage, type Complaint, type Message, type Remote } from './message';

export const canConnect = typeof BroadcastChannel !== 'undefined';

interface Hears {
	readonly hear: (message: Message) => void;
	readonly complain: (complaint: Complaint) => void;
}

function opened(channel: string, { hear, complain }: Hears): BroadcastChannel {
	const end = new BroadcastChannel(channelName(channel));
	end.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
		const parsed = parseMessage(data);
		if ('complaint' in parsed) complain(parsed.complaint);
		else hear(parsed.message);
	});
	return end;
}

export interface PresenterEnd {
	readonly send: (message: Message) => void;
	readonly close: () => void;
}

/** @param on `shown`: what a window that has just come is told; `windows`: the audience's that are there, by their names */
export function presenterEnd(
	channel: string,
	on: {
		readonly shown: () => Message;
		readonly pressed: (action: Remote) => void;
		readonly windows: (change: (now: ReadonlySet<string>) => ReadonlySet<string>) => void;
		readonly complain: (complaint: Complaint) => void;
	}
): PresenterEnd {
	const hear = (message: Message): void => {
		if (message.kind === 'hello') {
			on.windows((now) => new Set([...now, message.window]));
			send(on.shown());
		} else if (message.kind === 'pressed') on.pressed(message.action);
		else if (message.kind === 'gone')
			on.windows((now) => new Set([...now].filter((name) => name !== message.window)));
	};
	const end = opened(channel, { hear, complain: on.complain });
	const send = (message: Message): void => end.postMessage(envelope(message));
	send({ kind: 'ready' });
	return { send, close: () => end.close() };
}

/** Milliseconds between two questions for a presenter. */
const ASK = 2000;

export interface AudienceEnd {
	readonly press: (action: Remote) => void;
	readonly close: () => void;
}

/** Asks for a presenter until one answers, so that either window may be loaded anew. */
export function audienceEnd(
	channel: string,
	{ isFollowing, hear, complain }: Hears & { readonly isFollowing: () => boolean }
): AudienceEnd {
	const name = channelOf(crypto.getRandomValues(new Uint8Array(8)));
	const send = (message: Message): void => end.postMessage(envelope(message));
	const hello = (): void => send({ kind: 'hello', window: name });
	const gone = (): void => send({ kind: 'gone', window: name });
	const end = opened(channel, {
		hear: (message) => {
			if (message.kind === 'ready') hello();
			else hear(message);
		},
		complain
	});
	hello();
	const timer = setInterval(() => {
		if (!isFollowing()) hello();
	}, ASK);
	addEventListener('pagehide', gone);
	return {
		press: (action) => send({ kind: 'pressed', action }),
		close: () => {
			clearInterval(timer);
			removeEventListener('pagehide', gone);
			gone();
			end.close();
		}
	};
}
