/** Straight quotation marks of the prose → curly ones, as they are printed: “ ” ‘ ’. Code and mathematics keep theirs. */

/**
 * @param {string} text of one node @param {boolean} follows does something else of the same line stand before it?
 * @returns {string}
 */
export const curly = (text, follows) =>
	text.replaceAll(/["']/g, (mark, /** @type {number} */ at) => {
		const before = text[at - 1] ?? (follows ? 'x' : ' ');
		const opens = /[\s([{“‘—–-]/.test(before);
		if (mark === '"') return opens ? '“' : '”';
		// ’90s and such begin with an apostrophe too; letters do not.
		return opens && /\p{L}/u.test(text[at + 1] ?? 'x') ? '‘' : '’';
	});
