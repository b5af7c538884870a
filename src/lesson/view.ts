/**
 * How a lesson's page is shown, beside what is set on it: presented, following a presenter, or as a link prescribes.
 * The same kind of schema as the lesson's parameters, and part of the same address.
 */
import { choice, text, type Values } from '$src/schema/field';

/** How a derivation is read: all steps at once, one more at a time, or so that the reader supplies the step that carries the principle. */
export const modes = ['all', 'steps', 'practice'] as const;
export type Mode = (typeof modes)[number];

const screen = {
	pattern: /^[\w.-]{0,80}$/,
	expected: 'title, text-1, figure-…, predict-…, step-…',
	default: ''
};

export const viewSchema = {
	present: text({ ...screen, about: 'the screen that is presented; nothing: the page is read' }),
	audience: text({
		pattern: /^[a-z0-9]{0,16}$/,
		expected: '1–16 × a–z, 0–9',
		default: '',
		about: 'the channel of the presenter whom this page follows; nothing: it follows nobody'
	}),
	at: text({ ...screen, about: 'where the page opens; nothing: at its top' }),
	keep: text({
		pattern: /^([A-Za-z]\w{0,30})(,[A-Za-z]\w{0,30}){0,60}$/,
		expected: 'all, none, k,seed',
		default: 'all',
		about: 'the controls that stay changeable: all, none, or names with commas between them'
	}),
	mode: choice(['auto', ...modes], {
		default: 'auto',
		about: 'how derivations are read; auto: all at once, or step by step where the address names a later step'
	}),
	size: choice(['normal', 'large'], { default: 'normal', about: 'size of the type' })
} as const;

export type View = Values<typeof viewSchema>;

/** @param moved is a later step than the first the current one? */
export const modeOf = (mode: View['mode'], moved: boolean): Mode =>
	mode === 'auto' ? (moved ? 'steps' : 'all') : mode;

/** As the address says it: nothing where it would be read so anyway. */
export const writtenMode = (mode: View['mode'], moved: boolean): View['mode'] =>
	mode === modeOf('auto', moved) ? 'auto' : mode;

/** Is this parameter's control left to the reader? */
export const isKept = (keep: string, name: string): boolean =>
	keep === 'all' || (keep !== 'none' && keep.split(',').includes(name));

/** The names in `keep` that are no parameter of the lesson. */
export const strangersIn = (keep: string, known: readonly string[]): readonly string[] =>
	keep === 'all' || keep === 'none' ? [] : keep.split(',').filter((name) => !known.includes(name));
