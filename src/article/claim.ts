/** What one claim of the article is, apart from its words: how it is judged, where that can be seen, what it rests on. */
import type { LessonId } from '$lessons/order';
import type { SourceId } from './sources';

export const verdicts = ['stands', 'needs-a-word', 'wrong'] as const;
export type ClaimVerdict = (typeof verdicts)[number];

/** The article's parts, in its order. */
export const sections = ['peft', 'before', 'lora', 'loha', 'lokr', 'table'] as const;
export type Section = (typeof sections)[number];

/** Where a claim can be looked at on live numbers: a lesson's page, in a state that its address names. */
export interface Place {
	readonly lesson: LessonId;
	/** Parameters of the lesson (its parameters.ts); the others keep their defaults. */
	readonly query?: Readonly<Record<string, string | number | boolean>>;
	/** Derivation and step, such as `lora.merge`. */
	readonly step?: string;
	/** Name of the figure at which the page opens; the step where there is none. */
	readonly figure?: string;
}

export interface Claim {
	readonly id: string;
	readonly section: Section;
	readonly verdict: ClaimVerdict;
	readonly place: Place;
	readonly sources: readonly SourceId[];
}

/** What a claim says, why it is judged so, and what there is to see at its place; `{name}` stands for a number of it. */
export interface ClaimWords {
	readonly claim: string;
	readonly reason: string;
	readonly see: string;
}

/** What follows the address of the place's lesson: its query, and the element at which the page opens. */
export function behindAddress({ query = {}, step, figure }: Place): string {
	const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
	if (step !== undefined) search.set('step', step);
	const hash = figure === undefined ? step : `figure-${figure}`;
	return `${search.size > 0 ? `?${search}` : ''}${hash === undefined ? '' : `#${hash}`}`;
}
