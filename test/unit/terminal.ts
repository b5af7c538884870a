/** The headless twin in this process, with files, and folders to open, that exist only in the test. */
import { UsageError } from '$src/cli/command';
import { openPath, writeFolder } from '$src/cli/disk';
import type { Files } from '$src/files/source';
import { rankscope } from '$src/cli/rankscope';

export interface Outcome {
	readonly code: 0 | 1 | 2;
	/** What stdout got, one entry a document. */
	readonly stdout: readonly string[];
	/** What stderr got, one entry a line or message. */
	readonly stderr: readonly string[];
}

/** @param files path → content; folders and files to open are those of the disk @param signal ends the command early */
export async function call(
	words: readonly string[],
	files: Readonly<Record<string, string>> = {},
	signal: AbortSignal = new AbortController().signal,
	folders: Readonly<Record<string, Files>> = {}
): Promise<Outcome> {
	const [stdout, stderr]: [string[], string[]] = [[], []];
	const code = await rankscope(words, {
		open: (path) => (folders[path] ? Promise.resolve(folders[path]) : openPath(path)),
		write: writeFolder,
		line: (document) => stdout.push(JSON.stringify(document)),
		readText: (path) => {
			const content = files[path];
			return content === undefined
				? Promise.reject(new UsageError(`read: expected a readable file, got ${path}; check the path`))
				: Promise.resolve(content);
		},
		say: (line) => stderr.push(line),
		print: (document) => stdout.push(document),
		isInteractive: false,
		signal
	});
	return { code, stdout, stderr };
}

/** The one document of a command that went well; throws what it said where it did not. */
export async function answerOf(
	words: readonly string[],
	files?: Readonly<Record<string, string>>,
	folders?: Readonly<Record<string, Files>>
): Promise<Record<string, unknown>> {
	const { code, stdout, stderr } = await call(words, files, undefined, folders);
	const [document] = stdout;
	if (code !== 0 || document === undefined || stdout.length > 1)
		throw new Error(`exit code ${code}: ${stderr.join('\n')}`);
	return JSON.parse(document) as Record<string, unknown>;
}

/** Options as words: {out: 64, rslora: true} → --out 64 --rslora. */
export const words = (options: Readonly<Record<string, string | number | boolean>>): string[] =>
	Object.entries(options).flatMap(([name, value]) => {
		const option = `--${name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;
		if (value === true) return [option];
		return value === false ? [] : [option, String(value)];
	});
