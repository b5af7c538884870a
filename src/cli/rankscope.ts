/**
 * The headless twin as a function: words in, exit code out. One JSON document through `print` and nothing else
 * there; bad input: exit code 2 and one line through `say`. main.ts gives it a process.
 */
import { ShapeError } from '$src/algebra/errors';
import { isForeign, methodNames } from '$src/adapters/index';
import { CsvError } from '$src/files/csv';
import { FileError } from '$src/files/notes';
import { UsageError, type Io } from './command';
import { commands } from './commands/index';
import { documentOf, helpOf, overview } from './help';
import { own } from '$src/own';
import { optionName, parseWords } from './parse';

export interface Terminal extends Io {
	/** Stdout: called once at most, with one JSON document. */
	readonly print: (document: string) => void;
	/** Somebody reads stdout as it comes: help is shown as text alone. */
	readonly isInteractive: boolean;
}

/** @returns the exit code: 0 done, 2 something the user can mend, 1 a mistake of ours */
export async function rankscope(words: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
	try {
		const answer = await answerTo(words, terminal);
		if (answer) terminal.print(JSON.stringify(answer, finiteOnly));
		return 0;
	} catch (error) {
		const isUsage = [UsageError, ShapeError, CsvError, FileError, RangeError].some(
			(kind) => error instanceof kind
		);
		const said = error instanceof Error ? error.message : String(error);
		const message =
			error instanceof FileError
				? `${words[0] ?? ''}: expected an adapter that can be read, got: ${said}`
				: said;
		terminal.say(message.replaceAll(/\s+/g, ' '));
		return isUsage ? 2 : 1;
	}
}

/** JSON has no Infinity, and would say null without a word. */
function finiteOnly(name: string, value: unknown): unknown {
	if (typeof value !== 'number' || Number.isFinite(value)) return value;
	throw new RangeError(
		`answer: expected numbers that float64 can hold, got ${value} for ${name}; scale the numbers down`
	);
}

async function answerTo(words: readonly string[], terminal: Terminal): Promise<object | null> {
	const [name, ...rest] = words;
	const help = (text: string, document: object): object | null => {
		terminal.say(text);
		return terminal.isInteractive ? null : document;
	};
	if (name === '--help' || name === 'help')
		return help(overview(commands), { commands: commands.map(({ name, about }) => ({ name, about })) });
	const command = commands.find((c) => c.name === name);
	if (!command) {
		throw new UsageError(
			`rankscope: expected one of ${commands.map((c) => c.name).join(', ')}, got ${name ?? 'no command'}; see rankscope --help`
		);
	}
	if (rest.includes('--help')) return help(helpOf(command), documentOf(command));
	const { values, positional, all, given } = parseWords(command, rest);
	const answer = await command.run(values, positional, terminal, all, given);
	// After the answer: a mistake that ends the command is one line.
	for (const line of unreadOptions(command.name, own(values, 'method'), given)) terminal.say(line);
	return answer;
}

/** What was given for other methods is no mistake, where one line serves all of them: but it is said. */
function unreadOptions(command: string, named: unknown, given: ReadonlySet<string>): readonly string[] {
	const method = methodNames.find((name) => name === named);
	if (!method) return [];
	return [...given]
		.filter((field) => isForeign(method, field))
		.map((field) => `${command}: ${method} has no option ${optionName(field)}; it is not read`);
}
