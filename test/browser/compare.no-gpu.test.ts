import { expect, open, test } from './pages';

test('in Korean, without a GPU, the race runs on the CPU, and it and the grid say why', async ({ page }) => {
	await open(page, '/ko/compare/?steps=100&gridMost=2&gridSteps=50');
	const race = page.locator('[data-figure="race"]');
	await race.locator('[data-race] button.main').click();
	await expect(race.locator('[data-race]')).toHaveAttribute('data-race', 'done', { timeout: 60_000 });
	await expect(race.locator('output[name="backend"]')).toHaveAttribute('data-value', 'cpu');
	await expect(race.locator('[data-refused]')).toHaveAttribute('data-refused', /no-webgpu|no-adapter/);
	const grid = page.locator('[data-figure="sweep"]');
	await page.locator('details', { has: grid }).locator('summary').first().click();
	await grid.locator('[data-sweep] button.main').click();
	await expect(grid.locator('[data-sweep]')).toHaveAttribute('data-sweep', 'done', { timeout: 60_000 });
	await expect(grid.locator('[data-refused]')).toHaveAttribute('data-refused', /no-webgpu|no-adapter/);
});

test('a race that asked for WebGPU by name fails lane by lane with a name and a remedy', async ({ page }) => {
	await open(page, '/en/compare/?steps=100&backend=webgpu');
	const race = page.locator('[data-figure="race"]');
	await race.locator('[data-race] button.main').click();
	const failures = race.locator('[data-failure]');
	// LoRA, LoHa, LoKr, HiRA and the full ΔW.
	await expect(failures).toHaveCount(5);
	await expect(failures.first()).toHaveAttribute('data-failure', /no-webgpu|no-adapter/);
	await failures.first().getByRole('button', { name: 'Train on the CPU' }).click();
	await expect(race.locator('[data-race]')).toHaveAttribute('data-race', 'done', { timeout: 60_000 });
	await expect(failures).toHaveCount(0);
});
