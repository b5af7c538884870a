/** TeX that the notebook made → KaTeX's markup; the same TeX is typeset once. */
import { renderTex } from '$src/components/tex/katex.js';
import { Recent } from '$src/recent';

const known = new Recent<string, { readonly html: string | null }>(200);

/** @returns null where KaTeX cannot read it */
export function typeset(tex: string, display: boolean): string | null {
	return known.get(`${display} ${tex}`, () => {
		try {
			return { html: renderTex(tex, { display }) };
		} catch {
			return { html: null };
		}
	}).html;
}
