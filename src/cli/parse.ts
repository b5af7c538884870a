/** Words of the command line → legal values of a command's schema, or a UsageError. Strict: nothing is guessed. */
import { defaultsOf, parseField, type Schema, type Values } from '$src/schema/field';
import { UsageError, type Command } from './command';
import { own } from '$src/own';

export const optionName = (field: string): string =>
	`--${field.replaceAll(/(?<=.)[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

export interface Parsed {
	readonly values: Values<Schema>;
	readonly positional: string;
	/** All that stands behind the command without a name. */
	readonly all: readonly string[];
	/** The fields that the words name. */
	readonly given: ReadonlySet<string>;
}

/** @throws UsageError with operation, expected, got and remedy */
export function parseWords(command: Command, words: readonly string[]): Parsed {
	const { schema, name } = command;
	const fields = new Map(Object.keys(schema).map((field) => [optionName(field), field]));
	const values = new Map(Object.entries(defaultsOf(schema)));
	const given = new Set<string>();
	const loose: string[] = [];
	const help = `see rankscope ${name} --help`;
	for (let i = 0; i < words.length; i++) {
		const word = words[i] ?? '';
		if (!word.startsWith('--')) {
			loose.push(word);
			continue;
		}
		const [option = '', inline] = splitOnce(word);
		const fieldName = fields.get(option);
		const field = fieldName === undefined ? undefined : own(schema, fieldName);
		if (fieldName === undefined || !field) {
			throw new UsageError(
				`${name}: expected one of ${[...fields.keys()].join(' ')}, got ${option}; ${help}`
			);
		}
		if (given.has(fieldName))
			throw new UsageError(`${name} ${option}: expected it once, got it twice; give one value`);
		given.add(fieldName);
		let text = inline;
		if (text === undefined && field.kind === 'flag') text = 'true';
		if (text === undefined) {
			text = words[++i];
			if (text === undefined) throw new UsageError(`${name} ${option}: expected a value, got none; ${help}`);
		}
		const parsed = parseField(fieldName, field, text);
		if ('problem' in parsed) {
			const { expected, got, used } = parsed.problem;
			throw new UsageError(
				`${name} ${option}: expected ${expected}, got ${got === '' ? 'nothing' : got}; try ${used === '' ? 'another' : used}`
			);
		}
		values.set(fieldName, parsed.value);
	}
	const missing = command.required.filter((field) => !given.has(field)).map(optionName);
	if (missing.length > 0) {
		throw new UsageError(
			`${name}: expected ${missing.join(' ')}, got ${words.length === 0 ? 'no options' : 'none'}; for example: rankscope ${command.example}`
		);
	}
	const among = command.exactlyOne.map(optionName);
	const chosen = command.exactlyOne.filter((field) => given.has(field)).map(optionName);
	if (among.length > 0 && chosen.length !== 1) {
		const got = chosen.length === 0 ? 'neither' : chosen.join(' and ');
		const remedy = chosen.length === 0 ? `for example: rankscope ${command.example}` : 'leave one out';
		throw new UsageError(`${name}: expected exactly one of ${among.join(' ')}, got ${got}; ${remedy}`);
	}
	const [least, most] = command.positional
		? [command.positional.least ?? 1, command.positional.most ?? command.positional.least ?? 1]
		: [0, 0];
	if (loose.length < least || loose.length > most || loose.some((word) => word.trim() === '')) {
		const several = most === least ? String(least) : `at least ${least}`;
		const expected = command.positional
			? `${most === 1 ? 'one' : several} ${command.positional.name}`
			: 'options only';
		throw new UsageError(
			`${name}: expected ${expected}, got ${loose.join(' ').trim() || (loose.length === 0 ? 'none' : 'nothing in quotes')}; ${help}`
		);
	}
	return { values: Object.fromEntries(values), positional: loose[0] ?? '', all: loose, given };
}

function splitOnce(word: string): [string, string?] {
	const at = word.indexOf('=');
	return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}
