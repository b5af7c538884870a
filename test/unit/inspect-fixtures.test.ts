/** 51 adapters that PEFT 0.21, sd-scripts and LyCORIS 3.2 saved, inspected beside the float64 truth of the libraries. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerOf } from './terminal';

const fixtures = join(import.meta.dirname, '../fixtures');

interface Spectrum {
	readonly rank: number;
	readonly frobenius: number;
	readonly singularValues: readonly number[];
}
interface TrueModule extends Partial<Spectrum> {
	readonly shape: readonly number[];
	readonly parameters: number;
	readonly scale: number;
	readonly frobenius: number;
	readonly experts?: readonly Spectrum[];
}
interface Truth {
	readonly modules: Readonly<Record<string, TrueModule>>;
	readonly others?: Readonly<Record<string, { readonly kind: string; readonly shape: readonly number[] }>>;
}
interface Answer {
	readonly dialect: string;
	readonly parameters: number;
	readonly modules: readonly (Spectrum & {
		readonly name: string;
		readonly method: string;
		readonly shape: readonly number[];
		readonly parameters: number;
		readonly scale: number;
		readonly scaleFrom: string;
		readonly rankBound: number;
		readonly stableRank: number;
		readonly entropyRank: number;
		readonly rankAt: Readonly<Record<string, number>>;
		readonly experts?: readonly Spectrum[];
	})[];
	readonly others: readonly { readonly name: string; readonly kind: string; readonly numbers: number }[];
	readonly warnings: readonly string[];
}

const truthOf = (folder: string, key: 'adapters' | 'files'): readonly (readonly [string, Truth])[] => {
	const read = JSON.parse(readFileSync(join(fixtures, folder, 'truth.json'), 'utf8')) as Record<
		string,
		Record<string, Truth>
	>;
	return Object.entries(read[key] ?? {});
};
const cases = [
	...truthOf('peft', 'adapters').map(([name, truth]) => [`peft/${name}`, truth] as const),
	...truthOf('peft21', 'adapters').map(([name, truth]) => [`peft21/${name}`, truth] as const),
	...truthOf('lycoris', 'files').map(([name, truth]) => [`lycoris/${name}`, truth] as const)
];

test('all of them are here, and nothing else', () => {
	const found = ['peft', 'peft21'].flatMap((folder) =>
		readdirSync(join(fixtures, folder), { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => `${folder}/${name}`)
	);
	const files = readdirSync(join(fixtures, 'lycoris'))
		.filter((name) => name.endsWith('.safetensors') && !name.endsWith('.base.safetensors'))
		.map((name) => `lycoris/${name}`);
	expect([...found, ...files].sort()).toEqual(cases.map(([name]) => name).sort());
	expect(cases).toHaveLength(51);
});

const expectSpectrum = (got: Spectrum, truth: Spectrum): void => {
	const largest = truth.singularValues[0] ?? NaN;
	expect(got.rank).toBe(truth.rank);
	truth.singularValues.forEach((sigma, i) =>
		expect(Math.abs((got.singularValues[i] ?? NaN) - sigma) / largest).toBeLessThan(1e-5)
	);
	for (const more of got.singularValues.slice(truth.singularValues.length))
		expect(more / largest).toBeLessThan(1e-5);
};

describe.each(cases)('%s', async (path, truth) => {
	const answer = (await answerOf(['inspect', join(fixtures, path)])) as unknown as Answer;

	test('has the modules of the library, as many numbers, and its scale to the last bits', () => {
		expect(answer.modules.map(({ name }) => name).sort()).toEqual(Object.keys(truth.modules).sort());
		for (const module of answer.modules) {
			const own = truth.modules[module.name];
			expect(module.parameters).toBe(own?.parameters);
			expect(Math.abs(module.scale / (own?.scale ?? NaN) - 1)).toBeLessThan(1e-12);
			expect(module.scaleFrom).not.toBe('not known: 1');
		}
		const sum = Object.values(truth.modules).reduce((total, { parameters }) => total + parameters, 0);
		expect(answer.parameters).toBe(sum);
	});

	test('has its ranks exactly, and its singular values and norms to 1e-5', () => {
		for (const module of answer.modules) {
			const own = truth.modules[module.name];
			if (!own) throw new Error(`no truth for ${module.name}`);
			expect(Math.abs(module.frobenius / own.frobenius - 1)).toBeLessThan(1e-5);
			if (own.experts) {
				expect(module.shape[0]).toBe(own.experts.length);
				expect(module.rank).toBe(own.experts.reduce((total, { rank }) => total + rank, 0));
				module.experts?.forEach((expert, e) => {
					const one = own.experts?.[e];
					expect(expert.rank).toBe(one?.rank);
					expect(Math.abs(expert.frobenius / (one?.frobenius ?? NaN) - 1)).toBeLessThan(1e-5);
				});
				expect(module.experts).toHaveLength(own.experts.length);
				const values = own.experts.flatMap((one) => [...one.singularValues]).sort((a, b) => b - a);
				expectSpectrum(module, { rank: module.rank, frobenius: own.frobenius, singularValues: values });
			} else
				expectSpectrum(module, {
					rank: own.rank ?? NaN,
					frobenius: own.frobenius,
					singularValues: own.singularValues ?? []
				});
			expect(module.rank).toBeLessThanOrEqual(module.rankBound);
			expect(module.stableRank).toBeLessThanOrEqual(module.rank + 1e-9);
			expect(module.entropyRank).toBeLessThanOrEqual(module.rank + 1e-6);
			expect(module.rankAt['0.9']).toBeLessThanOrEqual(module.rankAt['0.99'] ?? NaN);
		}
	});

	test('has what lies beside the adapter by its kind, counted apart', () => {
		const expected = Object.entries(truth.others ?? {}).map(([name, { kind, shape }]) => ({
			name,
			kind,
			numbers: shape.reduce((product, size) => product * size, 1)
		}));
		const got = answer.others.filter(({ kind }) => kind !== 'magnitude');
		const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
		expect([...got].sort(byName)).toEqual(expected.sort(byName));
	});

	test('is known by who wrote it', () => {
		const dialect = path.startsWith('lycoris/') ? (path.includes('kohya') ? 'kohya' : 'lycoris') : 'peft';
		expect(answer.dialect).toBe(dialect);
	});
});
