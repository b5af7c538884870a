/**
 * A notebook as the end of an address, #n=…: its Markdown, packed with deflate and written in letters that an address
 * may have. What comes from an address is anybody's: it is unpacked up to a limit and never further.
 */

/** Characters of a packed notebook: addresses that are longer get cut by mail and chat programs. */
export const LONGEST_PACKED = 8000;
/** Characters of a notebook from a file or from storage, bytes of one from a link. */
export const LARGEST_NOTEBOOK = 512 * 1024;

/** Raised when links are written otherwise. */
const VERSION = '1';

export type Unpacked =
	{ readonly text: string } | { readonly problem: 'damaged' | 'too-large' | 'newer-version' };

/** @returns the fragment of an address, without #; null where it would be too long to be passed on */
export async function packNotebook(text: string): Promise<string | null> {
	const packed = await through(
		new TextEncoder().encode(text),
		new CompressionStream('deflate-raw'),
		Infinity
	);
	if (!packed) return null;
	const written = `${VERSION}${toLetters(packed)}`;
	return written.length > LONGEST_PACKED ? null : `n=${written}`;
}

/** @param href of the page @returns its address with the notebook in it; null where it would be too long to be passed on */
export async function linkTo(text: string, href: string): Promise<string | null> {
	const packed = await packNotebook(text);
	if (packed === null) return null;
	const address = new URL(href);
	[address.search, address.hash] = ['', packed];
	return address.href;
}

/** Is this a fragment with a notebook? With or without #. */
export const isPacked = (fragment: string): boolean => /^#?n=/.test(fragment);

/** @param fragment with or without # */
export async function unpackNotebook(fragment: string): Promise<Unpacked> {
	const written = fragment.replace(/^#?n=/, '');
	if (written.length > 2 * LONGEST_PACKED) return { problem: 'too-large' };
	if (/^[2-9]/.test(written)) return { problem: 'newer-version' };
	const packed = written.startsWith(VERSION) ? fromLetters(written.slice(VERSION.length)) : null;
	if (!packed || packed.length === 0) return { problem: 'damaged' };
	try {
		const bytes = await through(packed, new DecompressionStream('deflate-raw'), LARGEST_NOTEBOOK);
		if (!bytes) return { problem: 'too-large' };
		return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
	} catch {
		return { problem: 'damaged' };
	}
}

/** @returns null once there is more than `most`, and nothing is read behind it */
async function through(
	bytes: Uint8Array<ArrayBuffer>,
	stream: CompressionStream | DecompressionStream,
	most: number
): Promise<Uint8Array | null> {
	const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
	const parts: Uint8Array[] = [];
	for (let size = 0; ;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.length;
		if (size > most) {
			await reader.cancel();
			return null;
		}
		parts.push(value);
	}
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Base64 with - and _, without the = at its end. */
function toLetters(bytes: Uint8Array): string {
	let binary = '';
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromLetters(letters: string): Uint8Array<ArrayBuffer> | null {
	if (!/^[\w-]*$/.test(letters)) return null;
	try {
		const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
		return Uint8Array.from(binary, (character) => character.charCodeAt(0));
	} catch {
		return null;
	}
}
