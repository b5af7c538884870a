/** Text → the modules of a QR code: byte mode, error correction M, versions 1 to 20 (ISO/IEC 18004). */
import { codewordsOf } from './codewords';
import { costOf, masks } from './mask';
import { alignments, type Size } from './size';

/** [row][column], true where dark. The quiet zone of four modules around it is not part of it. */
export type Modules = readonly (readonly boolean[])[];

/** A symbol while it is drawn; undefined where nothing is yet. */
type Draft = (boolean | undefined)[][];

/** Bits of a remainder that protects them; the divisor's highest bit is that of `length`. */
function protectedBits(value: number, divisor: number, length: number): number {
	let remainder = value;
	for (let i = 0; i < length; i++) remainder = (remainder << 1) ^ ((remainder >> (length - 1)) * divisor);
	return (value << length) | remainder;
}

/** The 15 bits that say "error correction M" and the mask. */
export const formatBits = (mask: number): number => protectedBits(0b00_000 | mask, 0x537, 10) ^ 0x5412;
/** The 18 bits that say the version, from 7 on. */
export const versionBits = (version: number): number => protectedBits(version, 0x1f25, 12);

const bitOf = (bits: number, i: number): boolean => ((bits >> i) & 1) === 1;

function set(draft: Draft, x: number, y: number, dark: boolean): void {
	const row = draft[y];
	if (row && x >= 0 && x < row.length) row[x] = dark;
}

/** Rings around a middle, seen from which every second one is dark. */
function drawRings(
	draft: Draft,
	x: number,
	y: number,
	radius: number,
	isDark: (distance: number) => boolean
): void {
	for (let dy = -radius; dy <= radius; dy++) {
		for (let dx = -radius; dx <= radius; dx++)
			set(draft, x + dx, y + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
	}
}

/** What every symbol of a size has, format and version aside. */
function drawPatterns(draft: Draft, { version, modules }: Size): void {
	for (let i = 0; i < modules; i++) {
		set(draft, i, 6, i % 2 === 0);
		set(draft, 6, i, i % 2 === 0);
	}
	const [near, far] = [3, modules - 4];
	for (const [x, y] of [
		[near, near],
		[far, near],
		[near, far]
	] as const)
		drawRings(draft, x, y, 4, (distance) => distance !== 2 && distance !== 4);
	const middles = alignments(version);
	const last = middles.at(-1);
	for (const y of middles) {
		for (const x of middles) {
			const isFinder = (x === 6 && y === 6) || (x === 6 && y === last) || (x === last && y === 6);
			if (!isFinder) drawRings(draft, x, y, 2, (distance) => distance !== 1);
		}
	}
	if (version < 7) return;
	const bits = versionBits(version);
	for (let i = 0; i < 18; i++) {
		const [along, across] = [Math.floor(i / 3), modules - 11 + (i % 3)];
		set(draft, across, along, bitOf(bits, i));
		set(draft, along, across, bitOf(bits, i));
	}
}

function drawFormat(draft: Draft, { modules }: Size, mask: number): void {
	const bits = formatBits(mask);
	for (let i = 0; i < 15; i++) {
		// Once around the upper left finder, leaving out the timing lines …
		const [x, y] = i < 6 ? [8, i] : i < 8 ? [8, i + 1] : i === 8 ? [7, 8] : [14 - i, 8];
		set(draft, x, y, bitOf(bits, i));
		// … and once more, shared between the other two.
		if (i < 8) set(draft, modules - 1 - i, 8, bitOf(bits, i));
		else set(draft, 8, modules - 15 + i, bitOf(bits, i));
	}
	set(draft, 8, modules - 8, true);
}

/** Where codewords go, in order: two columns at a time, from the right, upwards and downwards in turn. */
function* placesOf(draft: Draft, modules: number): Generator<readonly [x: number, y: number]> {
	let upwards = true;
	for (let right = modules - 1; right > 0; right -= 2) {
		// The column of the timing line belongs to no pair.
		if (right === 6) right = 5;
		for (let i = 0; i < modules; i++) {
			const y = upwards ? modules - 1 - i : i;
			for (const x of [right, right - 1]) if (draft[y]?.[x] === undefined) yield [x, y];
		}
		upwards = !upwards;
	}
}

/** @returns null where the text is longer than 666 bytes */
export function encode(text: string): Modules | null {
	const coded = codewordsOf(text);
	if (!coded) return null;
	const { size, codewords } = coded;
	const draft: Draft = Array.from({ length: size.modules }, () =>
		new Array<boolean | undefined>(size.modules).fill(undefined)
	);
	drawPatterns(draft, size);
	drawFormat(draft, size, 0);
	const places = [...placesOf(draft, size.modules)];
	const symbols = masks.map((isTurned, mask) => {
		const symbol = draft.map((row) => [...row]);
		for (const [i, [x, y]] of places.entries()) {
			const dark = bitOf(codewords[i >> 3] ?? 0, 7 - (i & 7));
			set(symbol, x, y, dark !== isTurned(x, y));
		}
		drawFormat(symbol, size, mask);
		return symbol.map((row) => row.map((module) => module === true));
	});
	const costs = symbols.map(costOf);
	return symbols[costs.indexOf(Math.min(...costs))] ?? null;
}
