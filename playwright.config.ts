/** Browser tests against what ships: the built site, served as files, in a Chromium with and without WebGPU. */
import { defineConfig } from '@playwright/test';
import { browserFlags, findBrowser, quietFlags } from './scripts/find-browser.mjs';

const executablePath = await findBrowser();
const port = Number(process.env['RANKSCOPE_TEST_PORT'] ?? 4391);

export default defineConfig({
	testDir: 'test/browser',
	outputDir: 'node_modules/.cache/playwright',
	workers: 1,
	fullyParallel: false,
	forbidOnly: true,
	retries: 0,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	reporter: [['list']],
	use: {
		baseURL: `http://127.0.0.1:${port}`,
		viewport: { width: 1280, height: 800 },
		trace: 'retain-on-failure'
	},
	webServer: {
		command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
		url: `http://127.0.0.1:${port}/en/`,
		reuseExistingServer: false
	},
	projects: [
		{
			name: 'site',
			testIgnore: /\.no-gpu\.test\.ts$/,
			use: { launchOptions: { executablePath, args: browserFlags } }
		},
		{
			name: 'no-gpu',
			testMatch: /\.no-gpu\.test\.ts$/,
			use: { launchOptions: { executablePath, args: quietFlags } }
		}
	]
});
