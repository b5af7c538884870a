/** Text → the modules of a QR code, by lean-qr: the one place that imports it. The quiet zone is not part of them. */
import { correction, generate, mode } from 'lean-qr';

/** [row][column], true where dark. */
export type Modules = readonly (readonly boolean[])[];

/** Beyond version 20 (97 modules a side, 666 bytes) a telephone at the back of a room reads it no more. */
const LARGEST_VERSION = 20;
/** The bytes that version 20 holds at error correction M (ISO/IEC 18004, table 7). */
const MOST_BYTES = 666;
/** Without Latin-1, which not every reader tells from UTF-8. */
const MODES = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];

/** Error correction M or better. @returns null where the text is longer than 666 bytes of UTF-8 */
export function modulesOf(text: string): Modules | null {
	if (new TextEncoder().encode(text).length > MOST_BYTES) return null;
	const code = generate(text, {
		modes: MODES,
		minCorrectionLevel: correction.M,
		maxVersion: LARGEST_VERSION
	});
	const places = Array.from({ length: code.size }, (_, i) => i);
	return places.map((y) => places.map((x) => code.get(x, y)));
}
