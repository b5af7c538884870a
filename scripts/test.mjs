/**
 * `npm test`: everything that must be right before a change lands, on a clean clone too. Stages go on after one
 * has failed, so that one run tells all. What uses one core runs in two lanes; the browser, which uses all, alone.
 * The last line stands alone: `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { installPackages, root } from './install.mjs';

/** @typedef {{ passed: number, failed: number, skips: string[], failures: string[] }} Count */

const started = performance.now();
if (installPackages()) console.log(`packages installed in ${seconds(started)}`);

const reports = join(root, 'node_modules', '.cache', 'reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

/** @param {number} since */
function seconds(since) {
	return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * @param {string[]} command
 * @param {{ environment?: Record<string, string>, quiet?: (text: string) => void }} [options] quiet: takes the output,
 * which is shown as it comes otherwise
 * @returns {Promise<boolean>} whether it ended well
 */
function run([program = '', ...words], { environment = {}, quiet } = {}) {
	return new Promise((resolve) => {
		const [starter, ...first] = program === 'node' ? [process.execPath] : ['npx', '--no-install', program];
		const child = spawn(starter, [...first, ...words], {
			cwd: root,
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 1, 1],
			env: { ...process.env, ...environment },
			shell: process.platform === 'win32'
		});
		child.stdout?.setEncoding('utf8').on('data', (text) => quiet?.(text));
		child.stderr?.setEncoding('utf8').on('data', (text) => quiet?.(text));
		child.on('error', (error) => {
			console.log(String(error));
			resolve(false);
		});
		child.on('close', (code) => resolve(code === 0));
	});
}

/** @typedef {{ name: string, count: (name: string) => Promise<Count & { output?: string }> }} Stage */

/** A stage of one command that is one check; its output is shown when it has ended. @returns {Stage} */
const check = (/** @type {string} */ name, /** @type {string[]} */ command) => ({
	name,
	async count() {
		let output = '';
		const ok = await run(command, { quiet: (text) => (output += text) });
		return { passed: Number(ok), failed: Number(!ok), skips: [], failures: ok ? [] : [name], output };
	}
});

/** @param {string} file @returns {any} the report, or null where the runner did not get so far */
const reportIn = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** @param {string} name @returns {Count} */
const noReport = (name) => ({
	passed: 0,
	failed: 1,
	skips: [],
	failures: [`${name}: ended without a report`]
});

/** Tests without a browser, of some of vitest's projects; their output is shown when they have ended. @returns {Stage} */
const vitest = (/** @type {string} */ name, /** @type {string[]} */ ...projects) => ({
	name,
	async count() {
		let output = '';
		const count = await vitestCount(name, projects, (text) => (output += text));
		return { ...count, output };
	}
});

/** @param {string} name @param {string[]} projects @param {(text: string) => void} quiet @returns {Promise<Count>} */
async function vitestCount(name, projects, quiet) {
	const file = join(reports, `vitest-${projects[0]}.json`);
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	// Two at least: the other lane may be through before this one.
	const workers = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`;
	const words = [
		'vitest',
		'run',
		workers,
		...projects.map((project) => `--project=${project}`),
		...reporters
	];
	const ok = await run(words, { quiet });
	const report = reportIn(file);
	if (!report) return noReport(name);
	/** @type {{ status: string, fullName: string, meta?: { note?: string } }[]} */
	const all = report.testResults.flatMap((/** @type {any} */ suite) => suite.assertionResults);
	const failures = all.filter((t) => t.status === 'failed').map((t) => t.fullName);
	for (const suite of report.testResults) {
		if (suite.status === 'failed' && suite.assertionResults.length === 0)
			failures.push(`${suite.name}: ${suite.message}`);
	}
	if (!ok && failures.length === 0) failures.push(`${name}: an error outside of any test, shown above`);
	const skips = all
		.filter((t) => t.status !== 'passed' && t.status !== 'failed')
		.map((t) => `${t.fullName}: ${t.meta?.note ?? 'no reason given'}`);
	return {
		passed: all.filter((t) => t.status === 'passed').length,
		failed: failures.length,
		skips,
		failures
	};
}

/** @param {string} name @returns {Promise<Count>} */
async function playwright(name) {
	const file = join(reports, 'playwright.json');
	const ok = await run(['playwright', 'test', '--reporter=list,json'], {
		environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }
	});
	const report = reportIn(file);
	if (!report) return noReport(name);
	/** @type {Count} */
	const count = { passed: 0, failed: 0, skips: [], failures: [] };
	const visit = (/** @type {any} */ suite) => {
		for (const spec of suite.specs ?? []) {
			for (const test of spec.tests) {
				const title = `${suite.file} › ${spec.title}`;
				const reason = test.annotations.find((/** @type {any} */ a) => a.type === 'skip')?.description;
				if (test.status === 'skipped') count.skips.push(`${title}: ${reason ?? 'no reason given'}`);
				else if (test.status === 'expected') count.passed += 1;
				else count.failures.push(title);
			}
		}
		for (const inner of suite.suites ?? []) visit(inner);
	};
	for (const suite of report.suites) visit(suite);
	for (const { message } of report.errors ?? []) count.failures.push(`${name}: ${message}`);
	if (!ok && count.failures.length === 0)
		count.failures.push(`${name}: an error outside of any test, shown above`);
	count.failed = count.failures.length;
	return count;
}

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const lines = [];

/** @param {Stage} stage */
async function runStage({ name, count }) {
	const before = performance.now();
	const { passed, failed, skips, failures, output } = await count(name);
	if (output !== undefined) console.log(`\n— ${name}\n${output.trim()}`);
	total.passed += passed;
	total.failed += failed;
	total.skipped += skips.length;
	lines.push(`${name}: ${passed} passed, ${failed} failed, ${skips.length} skipped, ${seconds(before)}`);
	lines.push(...failures.map((text) => `  failed: ${text}`), ...skips.map((text) => `  skipped: ${text}`));
}

/** @param {Stage[]} stages one after the other */
async function runAll(stages) {
	for (const stage of stages) await runStage(stage);
}

// Two lanes of about the same length, for what is in them uses one core: then the browser, which uses all there are.
await run(['svelte-kit', 'sync']);
const build = runStage(check('build', ['vite', 'build', '--logLevel=warn']));
const types = check('types', ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings']);
await Promise.all([
	build.then(() => runAll([types, vitest('WebGPU in Node', 'gpu', 'gpu-cleared')])),
	runAll([
		check('lint and layers', ['eslint', '.', '--max-warnings=0']),
		check('promises', ['oxlint', '--type-aware', '--tsconfig=tsconfig.json', '--deny-warnings']),
		check('look-ups', ['node', 'scripts/lookups.mjs']),
		check('format', ['prettier', '--check', '--log-level=warn', '.'])
	])
		.then(() => build)
		.then(() => runStage(vitest('unit and the built pages', 'unit', 'built')))
]);
console.log('\n— browser');
await runStage({ name: 'browser', count: playwright });

console.log(`\n${lines.join('\n')}\ntook ${seconds(started)}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed > 0 ? 1 : 0);
