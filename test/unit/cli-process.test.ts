/** The headless twin as a process: pipes, disks and signals. The function itself is tested in cli.test.ts. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const script = join(import.meta.dirname, '../../scripts/rankscope.mjs');
const count = ['count', '--method', 'lora', '--out', '64', '--in', '64'];
const rank = ['rank', '--method', 'lora', '--out', '8', '--in', '8', '--rank', '2', '--draws', '100000'];

interface Ended {
	readonly code: number | null;
	readonly signal: string | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** @param disturb what happens to the process while it runs @param output where stdout goes; a pipe by default */
function run(
	line: readonly string[],
	disturb: (child: ReturnType<typeof spawn>) => void = () => undefined,
	output: 'pipe' | number = 'pipe'
): Promise<Ended> {
	const child = spawn(process.execPath, [script, ...line], { stdio: ['ignore', output, 'pipe'] });
	let [stdout, stderr] = ['', ''];
	child.stdout?.on('data', (part) => (stdout += String(part)));
	child.stderr?.on('data', (part) => (stderr += String(part)));
	disturb(child);
	return new Promise((resolve) => {
		child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
	});
}

describe('the process', () => {
	test('says in one line that nobody reads its answer any more', async () => {
		const { code, stderr } = await run(count, (child) => child.stdout?.destroy());
		expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
			code: 2,
			lines: [expect.stringMatching(/^write: expected to write the answer to stdout, got EPIPE; check/)]
		});
	});

	test.runIf(existsSync('/dev/full'))('says in one line that the disk is full', async () => {
		const full = openSync('/dev/full', 'w');
		const { code, stderr } = await run(count, undefined, full);
		closeSync(full);
		expect({ code, lines: stderr.trimEnd().split('\n') }).toEqual({
			code: 2,
			lines: [expect.stringMatching(/^write: expected to write the answer to stdout, got ENOSPC; check/)]
		});
	});

	test.skipIf(process.platform === 'win32')(
		'is one: ended from outside, it leaves no child behind',
		async () => {
			const { signal, stdout } = await run(
				rank,
				(child) => void setTimeout(() => child.kill('SIGTERM'), 500)
			);
			expect({ signal, stdout }).toEqual({ signal: 'SIGTERM', stdout: '' });
		}
	);
});
