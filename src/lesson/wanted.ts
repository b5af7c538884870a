/** What words of a lesson set (`:try[r = 8]{rank="8"}`), as values of its parameters. */
import { own } from '$src/own';
import { expectedOf, parseField, type Schema } from '$src/schema/field';

/**
 * @param parameters the lesson's @param settings parameter → value as text
 * @returns parameter → value, at least one
 * @throws Error if there is no such parameter, or it cannot have that value: a mistake of whoever wrote it
 */
export function wanted(
	parameters: Schema,
	settings: Readonly<Record<string, string>>
): Readonly<Record<string, string | number | boolean>> {
	const entries = Object.entries(settings).map(([name, text]) => {
		const field = own(parameters, name);
		if (!field)
			throw new Error(
				`try: expected a parameter of the lesson, got "${name}"; there are ${Object.keys(parameters).join(', ')}`
			);
		const parsed = parseField(name, field, text);
		if ('problem' in parsed) throw new Error(`try: expected of ${name} ${expectedOf(field)}, got "${text}"`);
		return [name, parsed.value] as const;
	});
	if (entries.length === 0)
		throw new Error('try: expected a parameter and its value, such as rank="8", got none');
	return Object.fromEntries(entries);
}
