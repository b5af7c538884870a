/**
 * After the build: what a page needs for its first paint stands in the page itself, styles of two dozen files and the
 * short scripts of its head, so that this waits for one answer of the host and not for thirty. Its policy allows each by
 * its hash. The code that brings the page to life comes behind.
 */
import { createHash } from 'node:crypto';

const LINK = /([ \t]*<link href="([^"]*\/))([^"/]+\.css)(" rel="stylesheet">\n?)/g;
const SCRIPT = /<script src="(?:[^"]*\/)?([^"/]+\.js)"><\/script>/g;

/**
 * @param {string} html @param {string} directive of its policy: style-src or script-src @param {string} text what is allowed
 * @returns {string} @throws Error where the page has no such policy
 */
function allowing(html, directive, text) {
	const hash = createHash('sha256').update(text).digest('base64');
	const policy = new RegExp(`(<meta http-equiv="content-security-policy"[^>]*${directive} 'self')`);
	if (!policy.test(html))
		throw new Error(`what a page needs inside: expected a policy with ${directive} 'self', got none`);
	return html.replace(policy, (known) => `${known} 'sha256-${hash}'`);
}

/**
 * @param {string} html @param {ReadonlyMap<string, string>} sheets name → text, of all that there are
 * @returns {string} the page with the text of its sheets. The links stay, switched off, so that code that comes later and
 * wants the same sheets knows them to be there.
 * @throws Error where a sheet is missing, or the policy
 */
export function withStylesInside(html, sheets) {
	const links = [...html.matchAll(LINK)];
	if (links.length === 0) return html;
	const style = links
		.map(([, , folder = '', file = '']) => {
			const text = sheets.get(file);
			if (text === undefined)
				throw new Error(`styles of a page: expected ${file} among the sheets, got none`);
			return text.trim().replaceAll(/url\(\.\//g, () => `url(${folder}`);
		})
		.join('\n');
	let isFirst = true;
	return allowing(html, 'style-src', style).replaceAll(LINK, (link) => {
		const off = link.replace('rel="stylesheet"', 'rel="stylesheet" disabled media="(max-width: 0)"');
		if (!isFirst) return off;
		isFirst = false;
		return `<style>${style}</style>\n${off}`;
	});
}

/**
 * @param {string} html @param {ReadonlyMap<string, string>} scripts name → text, of those that stand beside the pages
 * @returns {string} the page with the text of those of its scripts that are no modules; its modules come behind what is
 * painted
 * @throws Error where the page has no policy for scripts
 */
export function withScriptsInside(html, scripts) {
	let page = html.replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"');
	for (const [, file = ''] of html.matchAll(SCRIPT)) {
		const text = scripts.get(file);
		if (text !== undefined) page = allowing(page, 'script-src', text);
	}
	return page.replaceAll(SCRIPT, (script, file) => {
		const text = scripts.get(file);
		return text === undefined ? script : `<script>${text}</script>`;
	});
}

/** What a page that opens on its figure stands in, that figure, and what has a name behind it. */
const OPENING =
	/<\w+ [^>]*(?:data-opening="|class="opening[ "])[^]*?<figure [^]*?<\/figure>[^]*?<\w+ (?:[^>]*? )?id="([^"]+)"/;

/**
 * A page opens on its figure: a browser that can (`rel="expect"`) does not paint the words around it first, of a page
 * that is still on its way, only to move them as it comes. It waits for the beginning of what it expects: of what comes
 * behind the figure.
 * @param {string} html @returns {string}
 */
export function withFigureAwaited(html) {
	const [, id] = OPENING.exec(html) ?? [];
	if (id === undefined) return html;
	return html.replace('</head>', () => `\t<link rel="expect" href="#${id}" blocking="render">\n\t</head>`);
}
