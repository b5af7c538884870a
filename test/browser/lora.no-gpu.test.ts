import { expect, languages, open, test, valueOf } from './pages';

for (const language of languages) {
	test(`without a GPU the lesson in ${language} trains on the CPU and says why`, async ({ page }) => {
		await open(page, `/${language}/lora/?steps=200`);
		const panel = page.locator('[data-figure="adapter"] [data-training]');
		await panel.locator('button.main').click();
		await expect(panel).toHaveAttribute('data-training', 'done', { timeout: 60_000 });
		await expect(panel.locator('output[name="backend"]')).toHaveAttribute('data-value', 'cpu');
		await expect(panel.locator('[data-refused]')).toHaveAttribute('data-refused', /no-webgpu|no-adapter/);
		expect(await valueOf(page, 'rank-measured')).toBe(4);
	});
}

test('a run that asked for WebGPU by name fails with a name and a remedy', async ({ page }) => {
	await open(page, '/en/lora/?steps=200&backend=webgpu');
	const panel = page.locator('[data-figure="adapter"] [data-training]');
	await panel.locator('button.main').click();
	await expect(panel.locator('[data-failure]')).toHaveAttribute('data-failure', /no-webgpu|no-adapter/);
	await panel.getByRole('button', { name: 'Train on the CPU' }).click();
	await expect(panel).toHaveAttribute('data-training', 'done', { timeout: 60_000 });
});
