/** Parts of the site that are gone, and parts of the machine that never answer: the page keeps its text, says it, and has a way out. */
import type { Page } from '@playwright/test';
import { expect, trainedIn, unwatched as test } from './pages';

const figure = (page: Page) => page.locator('[data-figure="adapter"]');
const panel = (page: Page) => figure(page).locator('[data-training]');
const main = (page: Page) => panel(page).locator('button.main');

/** Every file whose address matches is gone from now on, as after a new deployment. */
async function lose(page: Page, files: RegExp): Promise<void> {
	await page.route(files, (route) =>
		route.fulfill({ status: 404, contentType: 'text/html', body: 'not found' })
	);
}

/** The training worker runs this first; a second one, nothing. */
async function beforeWorker(page: Page, code: string): Promise<void> {
	await page.route(/\/worker-[^/]*\.js$/, async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, body: code + (await response.text()) });
	});
}

for (const [what, files] of [
	['its entry', /\/entry\/(start|app)[^/]*\.js$/],
	['a part of it', /\/nodes\/[^/]*\.js$/]
] as const) {
	test(`a page that cannot come alive because ${what} is gone keeps its text, says so, and can be loaded again`, async ({
		page
	}) => {
		await lose(page, files);
		await page.goto('/ko/lora/?rank=3');
		await expect(page.locator('.missing')).toBeVisible();
		await expect(page.locator('.missing')).toContainText('사이트가 바뀌었습니다');
		await expect(page.locator('main h1')).toBeVisible();
		await expect(page.locator('main')).not.toContainText('Error');
		const train = page.locator('button[data-start]').first();
		await expect(train).toHaveAttribute('aria-disabled', 'true');
		await expect(train).toHaveCSS('border-top-style', 'dashed');
		await page.unroute(files);
		await page.locator('[data-reload]').click();
		await page.locator('html[data-hydrated]').waitFor();
		await expect(page.locator('[data-waiting]')).toHaveCount(0);
		await expect(page.locator('.missing')).toBeHidden();
		expect(new URL(page.url()).search).toBe('?rank=3');
	});
}

test('what is gone after the page came alive is said, what was typed stays, and the page answers on', async ({
	page
}) => {
	// The figure trains as soon as it is seen: its worker is gone from the start.
	await lose(page, /\/worker-[^/]*\.js$/);
	await page.goto('/en/lora/');
	await page.locator('html[data-hydrated]').waitFor();
	await expect(page.locator('[data-waiting]')).toHaveCount(0);
	await lose(page, /\/_app\/immutable\//);
	await page.locator('[data-figure="adapter"]').scrollIntoViewIfNeeded();
	const failure = panel(page).locator('[data-failure="worker-failed"]');
	await expect(failure).toBeVisible();
	await expect(failure.getByRole('button', { name: 'Reload the page' })).toBeVisible();
	const answer = page.locator('input[name^="answer-"]').filter({ visible: true }).first();
	await answer.fill('r*(m+n)');
	await expect(page.locator('.missing')).toBeVisible();
	await expect(page.locator('.missing')).toContainText('You can read on');
	await expect(answer).toHaveValue('r*(m+n)');
	await page.locator('input[name="rank"]').first().fill('2');
	await expect(page).toHaveURL(/rank=2/);
});

test('a GPU that never answers holds up neither Stop nor the choice of the CPU', async ({ page }) => {
	const silent = `{ requestAdapter: () => new Promise(() => {}) }`;
	await beforeWorker(page, `Object.defineProperty(navigator, 'gpu', { value: ${silent} });`);
	await page.goto('/en/lora/?steps=200&backend=webgpu');
	await page.locator('html[data-hydrated]').waitFor();
	await panel(page).scrollIntoViewIfNeeded();
	await expect(panel(page)).toHaveAttribute('data-training', 'preparing');
	await panel(page).getByRole('button', { name: 'Stop' }).click();
	await expect(panel(page)).toHaveAttribute('data-training', 'stopped');
	await main(page).click();
	await expect(panel(page)).toHaveAttribute('data-training', 'preparing');
	await panel(page).locator('summary').click();
	await panel(page).locator('select[name="backend"]').selectOption('cpu');
	await trainedIn(figure(page));
	// Left to us, the run goes to the CPU by itself, and says why once it is known.
	await panel(page).locator('select[name="backend"]').selectOption('auto');
	await trainedIn(figure(page));
	await expect(panel(page).locator('[data-refused="no-answer"]')).toBeVisible({ timeout: 30_000 });
});

test('a worker that throws in mid-run is replaced, and the run goes on where it was', async ({ page }) => {
	// The run that is watched: not the one that trains unasked, and not the one that is taken up.
	const code = `const post = postMessage.bind(self); let progress = 0, isWatched = false;
		addEventListener('message', ({ data }) => {
			if (data.ask) isWatched = data.ask.kind === 'train' && !data.ask.quiet && data.ask.from === null;
		});
		function throwLater() { setTimeout(() => { throw new Error("boom"); }); }
		self.postMessage = (message, options) => {
			post(message, options);
			if (isWatched && message.tell?.kind === "progress" && ++progress === 20) throwLater();
		};`;
	await beforeWorker(page, code);
	await page.goto('/en/lora/?steps=5000&backend=cpu');
	await page.locator('html[data-hydrated]').waitFor();
	await trainedIn(figure(page));
	await main(page).click();
	const resumed = panel(page).locator('[data-resumed]');
	await expect(resumed).toHaveAttribute('data-reason', 'worker-threw', { timeout: 30_000 });
	await expect(resumed).toContainText('an error that we did not expect');
	await expect(panel(page)).toHaveAttribute('data-training', 'done', { timeout: 60_000 });
	await expect(panel(page).locator('output[name="step"]')).toHaveAttribute('data-value', '5000');
});

test.describe('without JavaScript', () => {
	test.use({ ownContext: true, javaScriptEnabled: false });

	test('every button is told and looks as one that does not work, and a sentence says what does', async ({
		page
	}) => {
		await page.goto('/en/lora/');
		await expect(page.locator('.noscript')).toContainText('JavaScript is off here. You can read everything');
		const usable = page.locator('button:visible:not([aria-disabled="true"])');
		await expect(usable).toHaveCount(0);
		await expect(page.locator('.still-loading')).toBeHidden();
		await expect(page.locator('input[type="range"]').first()).toHaveCSS('cursor', 'not-allowed');
	});
});
