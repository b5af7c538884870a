/** Help texts, written from the commands' own records. */
import { expectedOf } from '$src/schema/field';
import type { Command } from './command';
import { optionName } from './parse';

export function overview(commands: readonly Command[]): string {
	const width = Math.max(...commands.map((c) => c.name.length));
	return [
		'rankscope: the headless twin of the notebook. One JSON document on stdout; messages on stderr.',
		'',
		'usage: npm run --silent rankscope -- COMMAND [options]',
		'',
		...commands.map((c) => `  ${c.name.padEnd(width)}  ${c.about}`),
		'',
		'rankscope COMMAND --help explains one command. Bad input: exit 2 and one line on stderr.'
	].join('\n');
}

export function helpOf(command: Command): string {
	const { name, about, schema, required, exactlyOne, positional, example } = command;
	const rows = Object.entries(schema).map(([field, record]) => {
		const fallback = required.includes(field)
			? 'required'
			: exactlyOne.includes(field)
				? `exactly one of ${exactlyOne.map(optionName).join(' ')}`
				: record.default === ''
					? 'none by default'
					: `default ${record.default}`;
		return [
			optionName(field),
			`${record.about} (${record.kind === 'flag' ? '' : `${expectedOf(record)}; `}${fallback})`
		];
	});
	if (positional) rows.unshift([positional.name, positional.about]);
	const width = Math.max(...rows.map(([left = '']) => left.length));
	return [
		`rankscope ${name}: ${about}`,
		'',
		...rows.map(([left = '', right = '']) => `  ${left.padEnd(width)}  ${right}`),
		'',
		`example: rankscope ${example}`
	].join('\n');
}

/** The same, for a program that reads it. */
export const documentOf = ({
	name,
	about,
	schema,
	required,
	exactlyOne,
	positional,
	example
}: Command): object => ({
	name,
	about,
	positional,
	options: Object.entries(schema).map(([field, record]) => ({
		option: optionName(field),
		about: record.about,
		expected: expectedOf(record),
		required: required.includes(field),
		default: record.default
	})),
	exactlyOne: exactlyOne.map(optionName),
	example
});
