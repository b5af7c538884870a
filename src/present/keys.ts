/**
 * Keys of a presentation. A clicker sends PageDown and PageUp, some also b and the period; what is taller than the
 * window is gone through by these two, as the arrow keys go from screen to screen.
 */
import { own } from '$src/own';

export type Action =
	| 'onward'
	| 'back'
	| 'next'
	| 'previous'
	| 'first'
	| 'last'
	| 'reveal'
	| 'blank'
	| 'notes'
	| 'path'
	| 'clock'
	| 'audience'
	| 'demo'
	| 'link'
	| 'fullscreen'
	| 'leave';

const named: Readonly<Record<string, Action>> = {
	ArrowRight: 'next',
	PageDown: 'onward',
	' ': 'onward',
	Enter: 'onward',
	ArrowLeft: 'previous',
	PageUp: 'back',
	Home: 'first',
	End: 'last',
	Escape: 'leave',
	'.': 'blank'
};
const letters: Readonly<Record<string, Action>> = {
	r: 'reveal',
	b: 'blank',
	n: 'notes',
	p: 'path',
	t: 'clock',
	a: 'audience',
	d: 'demo',
	l: 'link',
	f: 'fullscreen'
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The letter on the key: while Hangul is typed, `key` is a jamo or "Process". */
export const letterOf = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string =>
	/^[a-z]$/i.test(key) ? key.toLowerCase() : (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? '');

/** What whoever types or moves a control wants for itself. */
const typing = 'input, select, textarea, [contenteditable], dialog, .scrolls';
/** Fields in which a clicker's keys do nothing: there they go on to the presentation. */
const line = 'input:not([type="range"])';
const pressing = 'button, a[href], summary';

/** Does this key belong to the control that has the focus? */
export function belongsTo(control: EventTarget | null, { key }: Pick<KeyboardEvent, 'key'>): boolean {
	if (!(control instanceof Element)) return false;
	if (control.closest(typing)) return !(control.matches(line) && (key === 'PageDown' || key === 'PageUp'));
	return (key === ' ' || key === 'Enter') && control.closest(pressing) !== null;
}

export function actionOf(event: Pressed): Action | null {
	if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
	return own(named, event.key) ?? own(letters, letterOf(event)) ?? null;
}

/** Starts presenting. */
export const isStart = (event: Pressed): boolean =>
	event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey && letterOf(event) === 'p';
