/** Browser tests against what ships: the built site, served as files, in a Chromium with and without WebGPU. */
import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser, quietFlags } from './scripts/find-browser.mjs';

const executablePath = await findBrowser();
const port = Number(process.env['RANKSCOPE_TEST_PORT'] ?? 4391);

export default defineConfig({
	testDir: 'test/browser',
	outputDir: 'node_modules/.cache/playwright',
	// More than cores, for a test mostly waits: for the page, or for a run that takes its time to be watched.
	workers: 3,
	// No test knows of another: files of many tests are shared out.
	fullyParallel: true,
	forbidOnly: true,
	retries: 0,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		viewport: { width: 1280, height: 800 },
		// A trace takes a picture of the page at every step, which is most of a test's time: only where it is asked for.
		trace: process.env['RANKSCOPE_TRACE'] ? 'retain-on-failure' : 'off',
		// Each test is a first visit, and would fetch the whole site in the background; the test of offline use says so.
		serviceWorkers: 'block'
	},
	webServer: {
		command: `node scripts/serve.mjs --port ${port}`,
		url: `http://127.0.0.1:${port}/en/`,
		reuseExistingServer: false
	},
	projects: [
		{
			name: 'site',
			testIgnore: [/\.no-gpu\.test\.ts$/, /speed\.test\.ts$/],
			use: { launchOptions: { executablePath, args: browserFlags } }
		},
		{
			name: 'no-gpu',
			testMatch: /\.no-gpu\.test\.ts$/,
			use: { launchOptions: { executablePath, args: quietFlags } }
		},
		{
			// What is timed has the machine for itself, after all others.
			name: 'speed',
			testMatch: /speed\.test\.ts$/,
			fullyParallel: false,
			dependencies: ['site', 'no-gpu'],
			use: { launchOptions: { executablePath, args: browserFlags } }
		}
	]
});
