/** Gives the headless twin a process: its words, stdout, stderr, files, Ctrl-C. Holds no logic of its own. */
import { createReadStream } from 'node:fs';
import { UsageError } from './command';
import { openPath, writeFolder } from './disk';
import { rankscope } from './rankscope';

/** Characters of a file. Larger ones are left after so many. */
const LONGEST = 2 ** 28;

async function readText(path: string): Promise<string> {
	let text = '';
	try {
		for await (const part of createReadStream(path, 'utf8')) {
			text += String(part);
			if (text.length > LONGEST) break;
		}
	} catch (error) {
		throw new UsageError(`read: expected a readable file, got ${path} (${codeOf(error)}); check the path`);
	}
	if (text.length <= LONGEST) return text;
	throw new UsageError(
		`read: expected a file of at most ${LONGEST} characters, got more in ${path}; use a smaller matrix`
	);
}

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';

/** Stops at the first Ctrl-C; a second one ends the process. */
function stopAtInterrupt(): AbortSignal {
	const stop = new AbortController();
	process.once('SIGINT', () => {
		process.stderr.write('stopping; once more to end at once\n');
		stop.abort();
	});
	return stop.signal;
}

/** Whoever reads may have closed the pipe, or the disk may be full: one line, and no trace. */
function print(document: string): Promise<boolean> {
	return new Promise((resolve) => {
		// An error comes twice: to the call, and as an event.
		let isDone = false;
		const done = (error?: unknown): void => {
			if (error && !isDone) {
				process.stderr.write(
					`write: expected to write the answer to stdout, got ${codeOf(error)}; check who reads it, or the disk\n`
				);
			}
			isDone = true;
			resolve(!error);
		};
		process.stdout.on('error', done);
		try {
			process.stdout.write(`${document}\n`, done);
		} catch (error) {
			done(error);
		}
	});
}

// Messages that nobody can read any more are no mistake.
process.stderr.on('error', () => undefined);
let signal: AbortSignal | undefined;
let written = Promise.resolve(true);

const code = await rankscope(process.argv.slice(2), {
	readText,
	open: openPath,
	write: writeFolder,
	line: (document) => {
		written = print(JSON.stringify(document));
	},
	say: (line) => process.stderr.write(`${line}\n`),
	print: (document) => {
		written = print(document);
	},
	isInteractive: process.stdout.isTTY,
	// Only a command that asks for it can stop half-way. Any other ends at Ctrl-C, as processes do.
	get signal() {
		return (signal ??= stopAtInterrupt());
	}
});
const isWritten = await written;
// Dawn keeps threads alive that would hold the process open.
process.exit(isWritten ? code : 2);
