/** What the documentation says must be so: its links lead somewhere, and its commands print what it shows. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { call } from './terminal';

const root = resolve(import.meta.dirname, '../..');
const documents = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
	(path) => path.endsWith('.md') && /^(docs\/|lessons\/[^/]+\/[A-Z]|[A-Z]+\.md$)/.test(path)
);
const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

test('there is a document for those who use it, build on it, and want to know why', () => {
	for (const name of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])
		expect(documents).toContain(name);
	expect(documents.some((path) => path.startsWith('docs/adr/'))).toBe(true);
	expect(existsSync(join(root, 'LICENSE'))).toBe(true);
});

describe.each(documents)('%s', (document) => {
	const text = textOf(document);

	test('has links that lead somewhere', () => {
		const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
			.map(([, target = '']) => target.replace(/#.*$/, ''))
			.filter((target) => target !== '' && !/^https?:/.test(target));
		const dead = targets.filter((target) => !existsSync(resolve(root, dirname(document), target)));
		expect(dead).toEqual([]);
	});

	test('names files that are there', () => {
		// A path with a placeholder, such as lessons/<id>/, names a file to be.
		const paths = [...text.matchAll(/`((?:src|lessons|test|scripts|bench|docs)\/[\w./-]*)`/g)].map(
			([, path = '']) => path
		);
		expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
	});
});

describe('README.md', () => {
	/** Command → what stands below it. */
	const shown = [
		...textOf('README.md').matchAll(/```console\n\$ npm run --silent rankscope -- (.+)\n([^`]*)```/g)
	];

	test('shows what commands print', () => {
		expect(shown.length).toBeGreaterThan(1);
	});

	test.each(shown.map(([, command = '', output = '']) => [command, output] as const))(
		'prints for "%s" what it says',
		async (command, output) => {
			const { stdout, stderr } = await call(command.split(' '));
			expect([...stdout, ...stderr].map((line) => line.trim()).join('\n')).toBe(output.trim());
		}
	);

	test('has a receipt that replays to the same bits', async () => {
		const receipt = /rankscope -- replay "([^"]+)"/.exec(textOf('README.md'))?.[1] ?? '';
		const { stdout } = await call(['replay', receipt]);
		expect(JSON.parse(stdout[0] ?? '{}')).toMatchObject({ identical: true, floor: 0.875 });
	});
});
