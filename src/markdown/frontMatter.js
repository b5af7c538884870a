/** Front matter: `key: value` lines between two `---`, values plain or quoted. No YAML beyond that. */

/**
 * @param {string} content
 * @param {readonly string[]} keys that must be there
 * @param {(line: number, message: string) => never} refuse
 * @returns {{ metadata: Record<string, string>, body: string }} the body keeps its line numbers
 */
export function readFrontMatter(content, keys, refuse) {
	const lines = content.split(/\r?\n/);
	if (lines[0] !== '---') return refuse(1, 'expected front matter between two lines of ---, got none');
	const end = lines.indexOf('---', 1);
	if (end < 0) return refuse(1, 'expected a closing --- of the front matter, got none');
	/** @type {Record<string, string>} */
	const metadata = {};
	for (let i = 1; i < end; i++) {
		const match = /^(\w+):\s*(.*?)\s*$/.exec(lines[i] ?? '');
		const [, key, value] = match ?? [];
		if (key === undefined || value === undefined)
			return refuse(i + 1, `expected "key: value", got "${lines[i]}"`);
		metadata[key] = value.replace(/^(['"])(.*)\1$/, '$2');
	}
	for (const key of keys) {
		if (!metadata[key]) return refuse(1, `expected ${key} in the front matter, got none`);
	}
	return { metadata, body: [...Array(end + 1).fill(''), ...lines.slice(end + 1)].join('\n') };
}
