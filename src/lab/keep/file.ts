/** A notebook as a file of the reader's. What is in it is read by parseNotebook (src/lab/notebook.ts). */
import { saveBlob } from '$src/download';
import { LARGEST_NOTEBOOK } from './link';

export type Opened = { readonly text: string } | { readonly problem: 'too-large' | 'no-text' };

/** Hands a text over as a download. */
export const saveText = (text: string, name: string, type = 'text/markdown;charset=utf-8'): void =>
	saveBlob(new Blob([text], { type }), name);

/** Of one character in UTF-8: what the shelf keeps can be saved and opened again, in any script. */
const MOST_BYTES = 3;

/** A file that is too large is not read at all; one that is no text is refused. */
export async function openText(file: Pick<Blob, 'size' | 'arrayBuffer'>): Promise<Opened> {
	if (file.size > MOST_BYTES * LARGEST_NOTEBOOK) return { problem: 'too-large' };
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
		if (text.length > LARGEST_NOTEBOOK) return { problem: 'too-large' };
		return text.includes('\0') ? { problem: 'no-text' } : { text };
	} catch {
		return { problem: 'no-text' };
	}
}

/** A file's name from a title: letters of any language, digits and dashes. */
export const fileNameOf = (title: string): string =>
	title
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60) || 'notebook';
