/** The rules that steps of derivations use: lessons/rules/ID.LANGUAGE.md, a title and a proof of about two lines. */
import { readdirSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** @param {string} root the project's folder */
const folderOf = (root) => resolve(root, 'lessons/rules');

/** @param {string} file absolute path of a page @param {string} root */
export const isRule = (file, root) => dirname(file) === folderOf(root);

/** @param {string} root @param {string} language @returns {string[]} the ids that have a file in that language, sorted */
export const knownRules = (root, language) =>
	readdirSync(folderOf(root))
		.filter((name) => name.endsWith(`.${language}.md`))
		.map((name) => name.slice(0, -`.${language}.md`.length))
		.sort();

/**
 * @param {string} written ids with commas between them, as a step's author wrote them
 * @param {{ file: string, root: string }} page the page's file is called after its language: en.md
 * @param {(message: string) => never} refuse
 * @returns {{ id: string, path: string }[]} in their order, with the absolute path of each file
 */
export function rulesOf(written, { file, root }, refuse) {
	const language = basename(file, '.md');
	const known = knownRules(root, language);
	const ids = written.split(',').map((id) => id.trim());
	return ids.map((id, i) => {
		if (!known.includes(id))
			return refuse(
				`step: expected a rule of lessons/rules, got "${id}"; add ${id || 'ID'}.${language}.md there, or take one of ${known.join(', ')}`
			);
		if (ids.indexOf(id) < i) return refuse(`step: expected each rule once, got "${id}" twice; take one away`);
		return { id, path: resolve(folderOf(root), `${id}.${language}.md`) };
	});
}
