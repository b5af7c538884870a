/** Typesets and evaluates every equation on the state that the lesson opens with: the page needs no KaTeX for it. */
import { order } from '$lessons/order';
import { check, texOfEquation } from '$src/algebra/equation';
import { renderTex } from '$src/components/tex/katex.js';
import { languages } from '$src/i18n';
import { loadLesson } from '$src/lesson/discover';
import type { Typeset } from '$src/lesson/state.svelte';
import { defaultsOf } from '$src/receipt/field';
import { error } from '@sveltejs/kit';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () =>
	languages.flatMap((lang) => order.map((lesson) => ({ lang, lesson })));

export const load: PageServerLoad = async ({ params }) => {
	const id = order.find((known) => known === params.lesson);
	if (!id) error(404);
	const lesson = await loadLesson(id);
	const values = defaultsOf(lesson.parameters);
	const environment = lesson.environment(values);
	const typeset: Record<string, Typeset> = {};
	for (const [name, equation] of Object.entries(lesson.equations(values))) {
		const tex = texOfEquation(equation);
		const { holds, residual } = check(equation, environment);
		typeset[name] = { tex, html: renderTex(tex, { display: true }), holds, residual };
	}
	return { id, typeset };
};
