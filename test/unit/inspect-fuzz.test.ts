/**
 * Thousands of damaged files, the same ones in every run: each is answered or refused with a sentence, never with an
 * error of ours, and never with more memory than the file has.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ENERGIES, measureModule } from '$src/files/measured';
import { FileError } from '$src/files/notes';
import { findAdapters, openAdapter } from '$src/files/open';
import { bytesSource, type ByteSource } from '$src/files/source';
import { fileWith } from './adapterFiles';

/** RANKSCOPE_FUZZ asks for more; 10,000 were tried. */
const FILES = Number(process.env['RANKSCOPE_FUZZ'] ?? 3000);
const fixtures = join(import.meta.dirname, '../fixtures');
/** A copy of its own: a Buffer's slice would be a view. */
const read = (path: string): Uint8Array => Uint8Array.from(readFileSync(join(fixtures, path)));
const originals: readonly (readonly [weights: Uint8Array, config: Uint8Array | null])[] = [
	'lora-conv2d-grouped',
	'lokr-conv2d-effective-both',
	'lora-moe-all-linear',
	'lora-block-diagonal'
].map((name) => [
	read(`peft21/${name}/adapter_model.safetensors`),
	read(`peft21/${name}/adapter_config.json`)
]);
const lycoris = ['lokr-full', 'lokr-tucker', 'locon-tucker'].map(
	(name) => [read(`lycoris/${name}.safetensors`), null] as const
);

/** Numerical Recipes' generator: small, and the same everywhere. */
function generator(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const words = [
	'0',
	'-1',
	'1e99',
	'9007199254740993',
	'null',
	'"F8_E4M3"',
	'[]',
	'{}',
	'""',
	'4294967296',
	'1.5',
	'"BF16"'
];

/** A header with one of its numbers or names replaced: what random bytes seldom reach. */
function otherHeader(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
	const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
	const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
	const places = [...text.matchAll(/\d+|"[^"]*"/g)];
	const place = places[random(places.length)];
	const word = words[random(words.length)] ?? '';
	const changed = place
		? text.slice(0, place.index) + word + text.slice(place.index + place[0].length)
		: text;
	return fileWith(changed, bytes.slice(8 + length));
}

function damaged(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
	switch (random(5)) {
		case 0:
			return bytes.slice(0, random(bytes.length));
		case 1: {
			const more = new Uint8Array(bytes.length + 1 + random(64));
			more.set(bytes);
			return more;
		}
		case 2: {
			const copy = bytes.slice();
			for (let n = 1 + random(8); n > 0; n--) copy[random(copy.length)] = random(256);
			return copy;
		}
		case 3: {
			const copy = bytes.slice();
			copy[random(16)] = random(256);
			return copy;
		}
		default:
			return otherHeader(bytes, random);
	}
}

/** Counts what is asked of a file. */
function watched(
	bytes: Uint8Array,
	name: string
): { readonly source: ByteSource; readonly largest: () => number } {
	const inner = bytesSource(bytes, name);
	let largest = 0;
	const source: ByteSource = {
		...inner,
		read: async (from, to) => {
			largest = Math.max(largest, Math.min(to, bytes.length + 1) - from);
			expect(to - from).toBeLessThanOrEqual(Math.max(512, bytes.length));
			return inner.read(from, to);
		}
	};
	return { source, largest: () => largest };
}

async function outcomeOf(bytes: Uint8Array, config: Uint8Array | null): Promise<'answered' | 'refused'> {
	const { source } = watched(bytes, 'adapter_model.safetensors');
	const files = new Map<string, ByteSource>([['adapter_model.safetensors', source]]);
	if (config) files.set('adapter_config.json', bytesSource(config, 'adapter_config.json'));
	try {
		const [found] = await findAdapters(files, 'here');
		if (!found) throw new Error('neither found nor refused');
		const { adapter } = await openAdapter(found);
		for (const module of adapter.modules) {
			try {
				const { rank, frobenius } = await measureModule(module, ENERGIES);
				expect(rank).toBeLessThanOrEqual(module.layout.rankBound);
				expect(frobenius).toBeGreaterThanOrEqual(0);
			} catch (error) {
				if (!(error instanceof FileError) && !(error instanceof RangeError)) throw error;
			}
		}
		return 'answered';
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		expect(error.message.length).toBeLessThan(2000);
		return 'refused';
	}
}

test(`${FILES} damaged files are each answered or refused`, { timeout: 600_000 }, async () => {
	const random = generator(20261130);
	const all = [...originals, ...lycoris];
	const counts = { answered: 0, refused: 0 };
	for (let i = 0; i < FILES; i++) {
		const [weights, config] = all[random(all.length)] ?? [new Uint8Array(), null];
		const own = config && random(4) === 0 ? damaged(config, random) : config;
		counts[await outcomeOf(damaged(weights, random), own)]++;
	}
	expect(counts.answered).toBeGreaterThan(FILES / 10);
	expect(counts.refused).toBeGreaterThan(FILES / 10);
});
