/** `r = 3 in 1..8 step 1` and `task = "identity" in "identity", "gaussian"`: what a reader can set, and within what. */
import { significant } from '$src/math/significant';
import { LabError } from './error';
import { linesOf, NAME, plainName } from './lines';

export type Control =
	| {
			readonly name: string;
			readonly kind: 'number';
			readonly value: number;
			readonly min: number;
			readonly max: number;
			readonly step: number;
	  }
	| {
			readonly name: string;
			readonly kind: 'choice';
			readonly value: string;
			readonly choices: readonly string[];
	  };

const NUMBER = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?';
/** Not `1.` of `1..8`. */
const FROM = '[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:e[+-]?\\d+)?';
const NUMERIC = new RegExp(
	`^(${NUMBER})\\s+in\\s+(${FROM})\\s*\\.\\.\\s*(${NUMBER})(?:\\s+step\\s+(${NUMBER}))?$`,
	'i'
);
const CHOICE = /^"([^"\n]*)"\s+in\s+("[^"\n]*"(?:\s*,\s*"[^"\n]*")*)$/;
const MOST_CHOICES = 50;

/** One control a line. Reading one throws LabError. */
export const controlsIn = (
	text: string
): readonly { readonly from: number; readonly text: string; readonly read: () => Control }[] =>
	linesOf(text).map((line) => ({ ...line, read: () => controlIn(line.text) }));

function controlIn(text: string): Control {
	const sign = text.indexOf('=');
	const name = plainName(text.slice(0, Math.max(0, sign)).trim());
	if (sign < 0 || !NAME.test(name))
		throw new LabError(
			'expected a control, such as r = 3 in 1..8, or task = "identity" in "identity", "gaussian"',
			0
		);
	const rest = text.slice(sign + 1).trim();
	const at = sign + 1 + (/\S/.exec(text.slice(sign + 1))?.index ?? 0);
	const [, value, min, max, step] = NUMERIC.exec(rest) ?? [];
	if (value !== undefined && min !== undefined && max !== undefined)
		return numeric(name, [value, min, max].map(Number), step === undefined ? null : Number(step), at);
	const [, chosen, list] = CHOICE.exec(rest) ?? [];
	if (chosen !== undefined && list !== undefined) {
		const choices = [...new Set([...list.matchAll(/"([^"\n]*)"/g)].map(([, one = '']) => one))];
		if (choices.length > MOST_CHOICES)
			throw new LabError(`expected at most ${MOST_CHOICES} choices, got ${choices.length}`, at);
		if (!choices.includes(chosen))
			throw new LabError(`expected one of ${choices.join(', ')}, got ${chosen || 'nothing'}`, at);
		return { name, kind: 'choice', value: chosen, choices };
	}
	throw new LabError(
		`expected a value and its range, such as 3 in 1..8 or "a" in "a", "b", got ${rest.slice(0, 60) || 'nothing'}`,
		at
	);
}

function numeric(name: string, numbers: readonly number[], given: number | null, at: number): Control {
	const [value = NaN, min = NaN, max = NaN] = numbers;
	const isWhole = numbers.every(Number.isInteger);
	const step = given ?? (isWhole ? 1 : (max - min) / 100);
	if (![value, min, max, step].every(Number.isFinite) || !(max > min) || !(step > 0) || step > max - min)
		throw new LabError(
			`expected a range that ascends, and a step within it, got ${min}..${max} step ${step}`,
			at
		);
	if (value < min || value > max)
		throw new LabError(`expected a value from ${min} to ${max}, got ${value}`, at);
	return { name, kind: 'number', value, min, max, step };
}

/** A control set to something, within its range and on a step; null where it is no value of it. */
export function controlAt(control: Control, wanted: number | string): Control | null {
	if (control.kind === 'choice') {
		const value = String(wanted);
		return control.choices.includes(value) ? { ...control, value } : null;
	}
	const { min, max, step } = control;
	const number = Number(wanted);
	if (!Number.isFinite(number) || String(wanted).trim() === '') return null;
	const steps = Math.round((Math.min(max, Math.max(min, number)) - min) / step);
	// As it would be typed: 0.1 + 0.2 is 0.3.
	const value = significant(min + steps * step, 12);
	return { ...control, value: Math.min(max, Math.max(min, value)) };
}

/** A control as its line says it. */
export function formatControl(control: Control): string {
	if (control.kind === 'choice')
		return `${control.name} = "${control.value}" in ${control.choices.map((one) => `"${one}"`).join(', ')}`;
	const { name, value, min, max, step } = control;
	const isPlain = step === 1 && [value, min, max].every(Number.isInteger);
	return `${name} = ${value} in ${min}..${max}${isPlain ? '' : ` step ${step}`}`;
}
