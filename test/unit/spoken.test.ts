/** Names that are read out have none of TeX's own signs, for every symbol of every lesson. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { order } from '$lessons/order';
import { spoken } from '$src/components/tex/spoken';

test.each([
	['X_1', 'X 1'],
	['\\Delta W', 'ΔW'],
	['\\mathbf 1_{r_1}', '1 r 1'],
	['M_{\\text{full}}', 'M full'],
	['R_{\\min}', 'R min'],
	['s^{*}', 's star'],
	['\\sigma_1(R(M))', 'σ 1(R(M))']
])('%s is read as "%s"', (tex, name) => {
	expect(spoken(tex)).toBe(name);
});

test.each(order)('every symbol of %s has a name without _, ^, \\ and braces', (lesson) => {
	const table = JSON.parse(readFileSync(`lessons/${lesson}/symbols.json`, 'utf8')) as Record<
		string,
		{ tex: readonly string[] }
	>;
	const names = Object.values(table).flatMap(({ tex }) => tex.map((t) => spoken(t)));
	expect(names.length).toBeGreaterThan(3);
	for (const name of names) expect(name).toMatch(/^[^\\_^{}$]+$/);
});
