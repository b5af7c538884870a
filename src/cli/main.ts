/**
 * The headless twin: the notebook's own algebra and compute core without a page. One JSON document on
 * stdout and nothing else there; progress and messages on stderr; bad input: exit 2 and one line on stderr.
 */
import { readFile } from 'node:fs/promises';
import { ShapeError } from '$src/algebra/errors';
import { CsvError } from '$src/interop/csv';
import { UsageError, type Io } from './command';
import { commands } from './commands/index';
import { documentOf, helpOf, overview } from './help';
import { parseWords } from './parse';

const stop = new AbortController();
process.once('SIGINT', () => {
	process.stderr.write('stopping; once more to end at once\n');
	stop.abort();
});

const io: Io = {
	readText: async (path) => {
		try {
			return await readFile(path, 'utf8');
		} catch (error) {
			const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
			throw new UsageError(`read: expected a readable file, got ${path} (${why}); check the path`);
		}
	},
	say: (line) => process.stderr.write(`${line}\n`),
	signal: stop.signal
};

async function main(words: readonly string[]): Promise<void> {
	const [name, ...rest] = words;
	if (name === '--help' || name === 'help') {
		await help(overview(commands), { commands: commands.map(({ name, about }) => ({ name, about })) });
		return;
	}
	const command = commands.find((c) => c.name === name);
	if (!command) {
		throw new UsageError(
			`rankscope: expected one of ${commands.map((c) => c.name).join(', ')}, got ${name ?? 'no command'}; see rankscope --help`
		);
	}
	if (rest.includes('--help')) {
		await help(helpOf(command), documentOf(command));
		return;
	}
	const { values, positional } = parseWords(command, rest);
	const answer = await command.run(values, positional, io);
	await print(answer);
}

const print = (answer: object): Promise<void> =>
	new Promise((resolve) => process.stdout.write(`${JSON.stringify(answer)}\n`, () => resolve()));

/** For people on stderr; for programs, where stdout is no terminal, as a document there. */
async function help(text: string, document: object): Promise<void> {
	process.stderr.write(`${text}\n`);
	if (!process.stdout.isTTY) await print(document);
}

try {
	await main(process.argv.slice(2));
} catch (error) {
	const expected = [UsageError, ShapeError, CsvError, RangeError].some((kind) => error instanceof kind);
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(`${message.replaceAll(/\s+/g, ' ')}\n`);
	process.exitCode = expected ? 2 : 1;
}
// Dawn keeps threads alive that would hold the process open.
process.exit();
