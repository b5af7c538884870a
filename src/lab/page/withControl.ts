/** The text of a control cell with another value: everything else stays as it was written. */
const LINE = /^(\s*([\p{L}][\p{L}\p{N}]*)\s*=\s*)(?:"[^"]*"|\S+)(\s+in\b.*)$/u;

export const withControl = (text: string, name: string, value: number | string): string =>
	text
		.split('\n')
		.map((line) => {
			const [, head = '', named, rest = ''] = LINE.exec(line) ?? [];
			return named === name
				? `${head}${typeof value === 'number' ? String(value) : `"${value}"`}${rest}`
				: line;
		})
		.join('\n');
