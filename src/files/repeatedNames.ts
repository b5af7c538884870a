/** JSON's parser keeps the last of two equal names without a word: this finds them in the text. */

/** Names that stand twice in the outermost object, or in the metadata. @param text valid JSON, an object */
export function repeatedNames(text: string): string[] {
	const seen = new Set<string>();
	const twice = new Set<string>();
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const c = text.charCodeAt(at);
		if (c === 0x7b || c === 0x5b) depth++;
		else if (c === 0x7d || c === 0x5d) depth--;
		else if (c === 0x22) {
			const from = at;
			for (at++; text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
			if (depth !== 1 || !isName(text, at + 1)) continue;
			// Escapes may write one name in two ways.
			const name = String(JSON.parse(text.slice(from, at + 1)));
			if (seen.has(name)) twice.add(name);
			seen.add(name);
		}
	}
	return [...twice];
}

/** A colon follows. */
function isName(text: string, from: number): boolean {
	let at = from;
	while (text.charCodeAt(at) <= 0x20) at++;
	return text.charCodeAt(at) === 0x3a;
}
