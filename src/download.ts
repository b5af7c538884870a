/** Hands a file over as a download. @param name as the reader's folder will have it */
export function saveBlob(blob: Blob, name: string): void {
	const url = URL.createObjectURL(blob);
	Object.assign(document.createElement('a'), { href: url, download: name }).click();
	// A browser may begin to read it a moment later.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
