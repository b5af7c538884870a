/**
 * A piece of a page: on the server it is rendered by itself, in the browser it comes alive in a task of its own
 * (queue.ts) and stands there as text until then.
 */
import { getAllContexts, hydrate, mount, unmount, type Snippet } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import Content from './Content.svelte';
import { soon } from './queue';

const server = import.meta.env.SSR ? await import('svelte/server') : undefined;

/** What begins the markup of a rendered component. */
const BEGINNING = '[';

/**
 * Svelte ends markup of \{@html} at the first empty comment, of which a component has many: within a piece each has a mark
 * instead, in a piece within a piece two.
 */
const MARK = '.';
const marked = (html: string): string => html.replaceAll(/<!--(\.*)-->/g, `<!--$1${MARK}-->`);
function unmark(target: Element): void {
	const comments = document.createTreeWalker(target, NodeFilter.SHOW_COMMENT);
	for (let node = comments.nextNode(); node; node = comments.nextNode()) {
		const text = node.nodeValue ?? '';
		if (text.startsWith(MARK)) node.nodeValue = text.slice(1);
	}
}

export interface Piece {
	/** All that its element holds, by \{@html}. */
	readonly html: string;
	/** To be attached to that element. */
	readonly comeAlive: Attachment;
}

/**
 * Call while a component initialises.
 * @param children what is in the piece @param id of the component ($props.id()), and of the piece in it
 */
export function piece(children: Snippet, id: string): Piece {
	const props = { children };
	const context = getAllContexts();
	return {
		// In the browser anything but nothing: what the server wrote is taken over.
		html: server ? marked(server.render(Content, { props, context, idPrefix: id }).body) : ' ',
		comeAlive: (target) => {
			let app: Record<string, unknown> | undefined;
			let isGone = false;
			soon(() => {
				if (isGone) return;
				const isRendered = [...target.childNodes].some(
					(node) => node instanceof Comment && node.data === BEGINNING
				);
				unmark(target);
				try {
					app = (isRendered ? hydrate : mount)(Content, { target, props, context });
				} catch (error) {
					// The page keeps its text, and says that a part of it does not answer (static/alive.js).
					document.documentElement.dataset['missing'] = '';
					throw error;
				}
			});
			return () => {
				isGone = true;
				if (app) void unmount(app);
			};
		}
	};
}
