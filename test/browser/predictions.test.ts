/** What a figure gives away of the prediction above it comes after the prediction, and keeps nobody out. */
import { expect, languages, open, test } from './pages';

/** Lesson, prediction, figure, and a number or part of it that answers. */
const held = [
	['loha', 'masks', 'terms', 'output[name="rank-measured"]'],
	['low-rank', 'survive', 'photo-and-noise', 'output[name="error"]'],
	['before-lora', 'longest', 'path', 'output[name="path-adapter"]'],
	['before-lora', 'share', 'prefix', 'output[name="weight-on-prefix"]'],
	['lora', 'bars', 'adapter', 'output[name="rank-bound"]'],
	['lora', 'merge-same', 'merge', 'output[name="difference"]'],
	['lora', 'combined', 'combine', 'output[name="combine-error-linear"]'],
	['loha', 'freedom', 'freedom', 'output[name="freedom-loha"]'],
	['compare', 'spike', 'spike', 'output[name="spike-largest"]'],
	['lokr', 'rank-of-r2', 'adapter', 'output[name="rank-bound"]'],
	['compare', 'lokr-rank', 'table', '[data-method="lokr"] output[name="rank-bound"]']
] as const;

// How an answer is held back does not depend on the language: the figures take turns.
for (const [i, [lesson, prediction, name, answer]] of held.entries()) {
	for (const language of languages.slice(i % 2, (i % 2) + 1)) {
		test(`${language}/${lesson}: the figure ${name} keeps its answer until “${prediction}” is predicted`, async ({
			page
		}) => {
			await open(page, `/${language}/${lesson}/`);
			const figure = page.locator(`[data-figure="${name}"]`);
			const description = figure.locator(`#${(await figure.getAttribute('aria-describedby')) ?? ''}`);
			const told = figure.locator(answer).first();
			await figure.scrollIntoViewIfNeeded();
			await expect(told).toBeHidden();
			const before = await description.textContent();
			await page.locator(`[data-predict="${prediction}"] .choices button`).first().click();
			await expect(told).toBeVisible();
			await expect(told).not.toBeEmpty();
			expect(await description.textContent()).not.toBe(before);
		});
	}
}

test('whoever asks for it, works the figure, or follows a link sees the answer without a prediction', async ({
	page
}) => {
	const figure = page.locator('[data-figure="terms"]');
	const rank = figure.locator('output[name="rank-measured"]');
	await open(page, '/en/loha/');
	await expect(rank).toBeHidden();
	await figure.getByRole('button', { name: 'Show it now' }).press('Enter');
	await expect(rank).toHaveText('9');
	await page.goto('/en/loha/');
	await expect(rank).toBeHidden();
	await figure.locator('input[name="r1"]').press('ArrowRight');
	await expect(rank).toBeVisible();
	await open(page, '/en/loha/?r1=2');
	await expect(rank).toHaveText('6');
	await expect(rank).toBeVisible();
});

test('whoever predicts again starts anew: the answer is held back again', async ({ page }) => {
	await open(page, '/en/loha/');
	const rank = page.locator('[data-figure="terms"] output[name="rank-measured"]');
	const question = page.locator('[data-predict="masks"]');
	await question.getByRole('button', { name: '6', exact: true }).click();
	await expect(rank).toBeVisible();
	await question.getByRole('button', { name: 'Predict again' }).click();
	await expect(rank).toBeHidden();
});
