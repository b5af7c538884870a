/** No file of the project is imported, by whatever way round, by one that it imports itself: types count as well. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const code = /\.(ts|js|svelte)$/;
const files = new Set(
	['src', 'lessons'].flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.map((name) => join(folder, name).replaceAll('\\', '/'))
			.filter((name) => code.test(name))
	)
);
const statement = /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/gm;

function importsOf(file: string, text: string): string[] {
	return [...text.matchAll(statement)].flatMap(([, from, alone]) => {
		const named = (from ?? alone ?? '').replace(/^\$src\//, 'src/').replace(/^\$lessons\//, 'lessons/');
		const path = named.startsWith('.') ? join(dirname(file), named).replaceAll('\\', '/') : named;
		const found = [path, `${path}.ts`, `${path}.svelte.ts`, `${path}.js`].find((name) => files.has(name));
		// A component that stands within itself imports itself: Svelte's way of recursion.
		return found === undefined || found === file ? [] : [found];
	});
}

/** A way from a file back to itself, or null. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
	const done = new Set<string>();
	const way: string[] = [];
	const visit = (file: string): string[] | null => {
		if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
		if (done.has(file)) return null;
		way.push(file);
		for (const next of graph.get(file) ?? []) {
			const circle = visit(next);
			if (circle) return circle;
		}
		way.pop();
		done.add(file);
		return null;
	};
	for (const file of graph.keys()) {
		const circle = visit(file);
		if (circle) return circle;
	}
	return null;
}

describe('imports', () => {
	test('go round in no circle', () => {
		const graph = new Map([...files].map((file) => [file, importsOf(file, readFileSync(file, 'utf8'))]));
		expect([...graph.values()].flat().length).toBeGreaterThan(files.size);
		expect(circleIn(graph)).toBeNull();
	});

	test('that do are found, and the way is named', () => {
		const graph = new Map([
			['a', ['b']],
			['b', ['c', 'd']],
			['c', []],
			['d', ['b']]
		]);
		expect(circleIn(graph)).toEqual(['b', 'd', 'b']);
	});
});
