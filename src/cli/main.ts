/** Gives the headless twin a process: its words, stdout, stderr, files, Ctrl-C. Holds no logic of its own. */
import { readFile } from 'node:fs/promises';
import { UsageError } from './command';
import { rankscope } from './rankscope';

const stop = new AbortController();
process.once('SIGINT', () => {
	process.stderr.write('stopping; once more to end at once\n');
	stop.abort();
});

let written: Promise<void> = Promise.resolve();

const code = await rankscope(process.argv.slice(2), {
	readText: async (path) => {
		try {
			return await readFile(path, 'utf8');
		} catch (error) {
			const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
			throw new UsageError(`read: expected a readable file, got ${path} (${why}); check the path`);
		}
	},
	say: (line) => process.stderr.write(`${line}\n`),
	print: (document) => {
		written = new Promise((resolve) => process.stdout.write(`${document}\n`, () => resolve()));
	},
	isInteractive: process.stdout.isTTY,
	signal: stop.signal
});
await written;
// Dawn keeps threads alive that would hold the process open.
process.exit(code);
