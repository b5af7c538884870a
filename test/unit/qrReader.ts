/**
 * Reads a QR code's modules, without anything of src/components/qr: function patterns and capacities are the
 * standard's own tables, field arithmetic is by logarithms. It corrects nothing: syndromes must vanish.
 */
import type { Modules } from '$src/components/qr/encode';

/** ISO/IEC 18004, table E.1: rows and columns of alignment patterns, versions 1 to 20. */
const alignments: readonly (readonly number[])[] = [
	...[[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]],
	...[
		[6, 30, 54],
		[6, 32, 58],
		[6, 34, 62],
		[6, 26, 46, 66],
		[6, 26, 48, 70],
		[6, 26, 50, 74],
		[6, 30, 54, 78]
	],
	...[
		[6, 30, 56, 82],
		[6, 30, 58, 86],
		[6, 34, 62, 90]
	]
];

/** Table 9, error correction M, versions 1 to 20: [blocks, codewords, data codewords] of each group. */
const groups: readonly (readonly (readonly [number, number, number])[])[] = [
	...[
		[[1, 26, 16]],
		[[1, 44, 28]],
		[[1, 70, 44]],
		[[2, 50, 32]],
		[[2, 67, 43]],
		[[4, 43, 27]],
		[[4, 49, 31]]
	],
	...[
		[
			[2, 60, 38],
			[2, 61, 39]
		],
		[
			[3, 58, 36],
			[2, 59, 37]
		],
		[
			[4, 69, 43],
			[1, 70, 44]
		]
	],
	...[
		[
			[1, 80, 50],
			[4, 81, 51]
		],
		[
			[6, 58, 36],
			[2, 59, 37]
		],
		[
			[8, 59, 37],
			[1, 60, 38]
		]
	],
	...[
		[
			[4, 64, 40],
			[5, 65, 41]
		],
		[
			[5, 65, 41],
			[5, 66, 42]
		],
		[
			[7, 73, 45],
			[3, 74, 46]
		]
	],
	...[
		[
			[10, 74, 46],
			[1, 75, 47]
		],
		[
			[9, 69, 43],
			[4, 70, 44]
		],
		[
			[3, 70, 44],
			[11, 71, 45]
		],
		[
			[3, 67, 41],
			[13, 68, 42]
		]
	]
] as [number, number, number][][];

/** Table C.1: what the 15 bits of error correction M are for masks 0 to 7. */
export const formats = [
	...['101010000010010', '101000100100101', '101111001111100', '101101101001011'],
	...['100010111111001', '100000011001110', '100111110010111', '100101010100000']
];

/** Table D.1: the 18 bits of versions 7 to 20. */
export const versions = [
	...['000111110010010100', '001000010110111100', '001001101010011001', '001010010011010011'],
	...['001011101111110110', '001100011101100010', '001101100001000111', '001110011000001101'],
	...['001111100100101000', '010000101101111000', '010001010001011101', '010010101000010111'],
	...['010011010100110010', '010100100110100110']
];

/** Table 10 of the masks, as the standard writes them: i is the row, j the column. */
const conditions: readonly ((i: number, j: number) => number)[] = [
	(i, j) => (i + j) % 2,
	(i) => i % 2,
	(_, j) => j % 3,
	(i, j) => (i + j) % 3,
	(i, j) => (Math.trunc(i / 2) + Math.trunc(j / 3)) % 2,
	(i, j) => ((i * j) % 2) + ((i * j) % 3),
	(i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2,
	(i, j) => (((i * j) % 3) + ((i + j) % 2)) % 2
];

const exponents: number[] = [];
for (let power = 0, value = 1; power < 255; power++) {
	exponents.push(value);
	value = value * 2 > 255 ? (value * 2) ^ 0x11d : value * 2;
}
const product = (a: number, b: number): number =>
	a === 0 || b === 0 ? 0 : (exponents[(exponents.indexOf(a) + exponents.indexOf(b)) % 255] ?? 0);

/** The polynomial's value at a power of 2; the first codeword is the highest coefficient. */
const at = (codewords: readonly number[], power: number): number =>
	codewords.reduce((sum, codeword) => product(sum, exponents[power] ?? 0) ^ codeword, 0);

function isFunction(version: number, i: number, j: number): boolean {
	const last = 16 + 4 * version;
	const corners = (i <= 8 && j <= 8) || (i <= 8 && j >= last - 7) || (i >= last - 7 && j <= 8);
	const sheets = version >= 7 && ((i <= 5 && j >= last - 10) || (j <= 5 && i >= last - 10));
	const middles = alignments[version - 1] ?? [];
	const end = middles.at(-1) ?? 0;
	const aligned = middles.some((y) =>
		middles.some((x) => {
			const underFinder = (y === 6 && x === 6) || (y === 6 && x === end) || (y === end && x === 6);
			return !underFinder && Math.abs(i - y) <= 2 && Math.abs(j - x) <= 2;
		})
	);
	return corners || sheets || aligned || i === 6 || j === 6;
}

export interface Read {
	readonly version: number;
	readonly mask: number;
	readonly text: string;
}

/** @throws Error saying what is not as the standard has it */
export function readQr(modules: Modules): Read {
	const size = modules.length;
	const version = (size - 17) / 4;
	const bit = (i: number, j: number): string => (modules[i]?.[j] ? '1' : '0');
	const last = size - 1;

	// Figure 25: the most significant bit is 14.
	const around = [
		...[0, 1, 2, 3, 4, 5, 7, 8].map((j) => bit(8, j)),
		...[7, 5, 4, 3, 2, 1, 0].map((i) => bit(i, 8))
	].join('');
	const shared = [
		...Array.from({ length: 7 }, (_, k) => bit(last - k, 8)),
		...Array.from({ length: 8 }, (_, k) => bit(8, last - 7 + k))
	].join('');
	const mask = formats.indexOf(around);
	if (mask < 0) throw new Error(`format: expected one of M, got ${around}`);
	if (shared !== around) throw new Error(`format: expected ${around} twice, got ${shared}`);
	if (bit(last - 7, 8) !== '1') throw new Error('expected the dark module');
	if (version >= 7) {
		const right = Array.from({ length: 18 }, (_, k) =>
			bit(Math.trunc((17 - k) / 3), last - 10 + ((17 - k) % 3))
		);
		const below = Array.from({ length: 18 }, (_, k) =>
			bit(last - 10 + ((17 - k) % 3), Math.trunc((17 - k) / 3))
		);
		for (const read of [right.join(''), below.join('')])
			if (read !== versions[version - 7]) throw new Error(`version ${version}: got ${read}`);
	}

	let bits = '';
	let column = last;
	for (let pair = 0; column > 0; pair++, column -= 2) {
		if (column === 6) column -= 1;
		for (let k = 0; k < size; k++) {
			const i = pair % 2 === 0 ? last - k : k;
			for (const j of [column, column - 1]) {
				if (isFunction(version, i, j)) continue;
				const turned = conditions[mask]?.(i, j) === 0;
				bits += (bit(i, j) === '1') !== turned ? '1' : '0';
			}
		}
	}
	const stream = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));

	const blocks = (groups[version - 1] ?? []).flatMap(([count, all, data]) =>
		Array.from({ length: count }, () => ({ all, data, data_: [] as number[], rest: [] as number[] }))
	);
	const most = Math.max(...blocks.map(({ data }) => data));
	let next = 0;
	for (let k = 0; k < most; k++)
		for (const block of blocks) if (k < block.data) block.data_.push(stream[next++] ?? NaN);
	const correction = (blocks[0]?.all ?? 0) - (blocks[0]?.data ?? 0);
	for (let k = 0; k < correction; k++) for (const block of blocks) block.rest.push(stream[next++] ?? NaN);
	if (next !== stream.length) throw new Error(`expected ${next} codewords, got ${stream.length}`);
	for (const { data_, rest } of blocks)
		for (let power = 0; power < correction; power++)
			if (at([...data_, ...rest], power) !== 0) throw new Error(`syndrome ${power} does not vanish`);

	const data = blocks
		.flatMap((block) => block.data_.map((byte) => byte.toString(2).padStart(8, '0')))
		.join('');
	if (data.slice(0, 4) !== '0100') throw new Error(`expected byte mode, got ${data.slice(0, 4)}`);
	const width = version < 10 ? 8 : 16;
	const length = parseInt(data.slice(4, 4 + width), 2);
	const bytes = Array.from({ length }, (_, k) =>
		parseInt(data.slice(4 + width + 8 * k, 12 + width + 8 * k), 2)
	);
	return { version, mask, text: new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)) };
}
