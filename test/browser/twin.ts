/** The headless twin beside a page: the command line of the same repository. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** What the headless twin answers. */
export async function answerOf(words: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
	const { stdout } = await run('node', [join(root, 'scripts/rankscope.mjs'), ...words], { cwd: root });
	return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
}
