/** Finds lessons: a folder in lessons/ with lesson.ts, en.md and ko.md. Bodies are loaded one at a time. */
import { order, type LessonId } from '$lessons/order';
import type { Language } from '$src/i18n';
import type { Component } from 'svelte';
import type { Lesson } from './define';
import { own } from '$src/own';

export interface Metadata {
	readonly title: string;
	readonly summary: string;
	/** About how long it takes, as a number of minutes. */
	readonly minutes: string;
}

/** What a lesson asks its reader to predict. */
export interface Prediction {
	readonly id: string;
	readonly choices: readonly string[];
	/** One of the choices. */
	readonly answer: string;
}

/** A lesson's prose in one language. */
export interface Body {
	readonly default: Component;
	readonly metadata: Metadata;
	/** Symbol → typeset. */
	readonly symbols: Readonly<Record<string, string>>;
	/** In the order of the page. */
	readonly predictions: readonly Prediction[];
}

const records = import.meta.glob<{ default: Lesson }>('/lessons/*/lesson.ts');
const bodies = import.meta.glob<Body>('/lessons/*/{en,ko}.md');

async function load<T>(modules: Record<string, () => Promise<T>>, path: string): Promise<T> {
	const found = own(modules, path);
	if (!found)
		throw new Error(
			`lessons: expected ${path}, got nothing there; every lesson in lessons/order.ts needs it`
		);
	return found();
}

export const loadLesson = async (id: LessonId): Promise<Lesson> =>
	(await load(records, `/lessons/${id}/lesson.ts`)).default;
export const loadBody = async (id: LessonId, language: Language): Promise<Body> =>
	load(bodies, `/lessons/${id}/${language}.md`);

export interface Listing extends Metadata {
	readonly id: LessonId;
}

/** Titles and summaries of all lessons. While prerendering only: it loads every body. */
export const listLessons = async (language: Language): Promise<Listing[]> =>
	Promise.all(order.map(async (id) => ({ id, ...(await loadBody(id, language)).metadata })));

/** The predictions of every lesson. While prerendering only. */
export const predictionsOfAll = async (
	language: Language
): Promise<Readonly<Record<string, readonly Prediction[]>>> =>
	Object.fromEntries(
		await Promise.all(order.map(async (id) => [id, (await loadBody(id, language)).predictions] as const))
	);

export interface LessonSymbols {
	readonly lesson: Listing;
	readonly symbols: readonly { readonly name: string; readonly html: string; readonly meaning: string }[];
}

/** The symbols of every lesson, typeset, with what they mean. While prerendering only. */
export const symbolsOfAll = async (language: Language): Promise<LessonSymbols[]> =>
	Promise.all(
		order.map(async (id) => {
			const [lesson, { metadata, symbols }] = await Promise.all([loadLesson(id), loadBody(id, language)]);
			const meanings = Object.entries(lesson.symbols).map(([name, entry]) => ({
				name,
				html: own(symbols, name) ?? '',
				meaning: entry[language]
			}));
			return { lesson: { id, ...metadata }, symbols: meanings };
		})
	);
