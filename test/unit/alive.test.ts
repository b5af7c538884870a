import { expect, test } from 'vitest';
import { comeAlive, marked } from '$src/routes/alive';

test('every button of a page is marked until the page is alive, but those that are marked otherwise or need no code', () => {
	const html = [
		'<button type="button" class="main">Train</button>',
		'<button\n\tdisabled>Reset</button>',
		'<button type="button" aria-disabled="true">shown</button>',
		'<button type="button" data-reload>Reload</button>',
		'<p>a &lt;button> in words</p>'
	];
	const marks = html.map((line) => marked(line).startsWith('<button aria-disabled="true" data-waiting'));
	expect(marks).toEqual([true, true, false, false, false]);
	expect(marked(html.join('')).replaceAll(' aria-disabled="true" data-waiting', '')).toBe(html.join(''));
});

test('a page that has come alive frees exactly the buttons that waited for it', () => {
	const removed: string[] = [];
	const button = { removeAttribute: (name: string) => void removed.push(name) };
	const root = {
		dataset: {} as Record<string, string>,
		querySelectorAll: (selector: string) => (selector === '[data-waiting]' ? [button] : [])
	};
	comeAlive(root as unknown as HTMLElement);
	expect(removed.sort()).toEqual(['aria-disabled', 'data-waiting']);
	expect(root.dataset).toHaveProperty('hydrated');
});
