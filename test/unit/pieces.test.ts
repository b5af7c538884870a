/** A page comes alive piece by piece: in its order, all of it, whatever happens to one. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

test('pieces within a piece come right behind it, each in a task of its own, and then all is whole', async () => {
	const { soon, whole } = await import('$src/components/pieces/queue');
	const order: string[] = [];
	const piece = (name: string, within: readonly string[] = []): void =>
		soon(() => {
			order.push(name);
			for (const inner of within) piece(inner);
			// What a component's effects bring along comes a moment later, in the same task.
			queueMicrotask(() => order.push(`${name} ends`));
		});
	piece('opening', ['picture', 'controls']);
	piece('step');
	await whole();
	expect(order).toEqual(['opening', 'picture', 'controls', 'step'].flatMap((name) => [name, `${name} ends`]));
});

test('a page without pieces is whole at once, and one that gets more is whole again later', async () => {
	const { soon, whole } = await import('$src/components/pieces/queue');
	await whole();
	let isDone = false;
	soon(() => (isDone = true));
	expect(isDone).toBe(false);
	await whole();
	expect(isDone).toBe(true);
});

test('a piece that throws says so and stops no other', async () => {
	const { soon, whole } = await import('$src/components/pieces/queue');
	const heard: string[] = [];
	vi.stubGlobal('reportError', (error: Error) => heard.push(error.message));
	let isDone = false;
	soon(() => {
		throw new Error('a fault of one');
	});
	soon(() => (isDone = true));
	await whole();
	expect(isDone).toBe(true);
	expect(heard).toEqual(['a fault of one']);
});
