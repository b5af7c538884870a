import { expect, open, test, trainedIn, valueOf } from './pages';

/** Each lesson with a live adapter, the rank that it reaches as it opens, and a language: they take turns. */
const live = [
	['lora', 4, 'en'],
	['loha', 9, 'ko'],
	['lokr', 16, 'en']
] as const;

for (const [lesson, rank, language] of live) {
	test(`without a GPU the lesson ${lesson} in ${language} trains on the CPU and says why`, async ({
		page
	}) => {
		await open(page, `/${language}/${lesson}/?steps=200`);
		const figure = page.locator('[data-figure="adapter"]');
		const panel = figure.locator('[data-training]');
		await trainedIn(figure);
		await expect(panel.locator('output[name="backend"]')).toHaveAttribute('data-value', 'cpu');
		await expect(panel.locator('[data-refused]')).toHaveAttribute('data-refused', /no-webgpu|no-adapter/);
		expect(await valueOf(figure, 'rank-measured')).toBe(rank);
	});
}

test('a run that asked for WebGPU by name fails with a name and a remedy', async ({ page }) => {
	await open(page, '/en/lora/?steps=200&backend=webgpu');
	const panel = page.locator('[data-figure="adapter"] [data-training]');
	await expect(panel.locator('[data-failure]')).toHaveAttribute('data-failure', /no-webgpu|no-adapter/);
	await panel.getByRole('button', { name: 'Train on the CPU' }).click();
	await trainedIn(page.locator('[data-figure="adapter"]'));
});
