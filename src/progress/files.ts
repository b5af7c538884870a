/** Progress as a file of the reader's: saved to, read from. What is in it is judged by parseProgress. */
import { LARGEST_FILE } from './problem';
import { parseProgress, type ParsedProgress } from './record';

/** Hands a text over as a download. */
export function saveFile(text: string, name: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	Object.assign(document.createElement('a'), { href: url, download: name }).click();
	URL.revokeObjectURL(url);
}

/** A file that is too large is not read at all. */
export async function readFile(file: Pick<Blob, 'size' | 'text'>): Promise<ParsedProgress> {
	if (file.size <= LARGEST_FILE) return parseProgress(await file.text());
	return { entries: new Map(), refused: 0, beyond: 0, problem: { kind: 'too-large', bytes: file.size } };
}
