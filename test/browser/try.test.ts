/** Words of a lesson that set something: by pointer and by keys, with the figure that follows; on paper and without scripts they are words. */
import { expect, open, test, trainedIn } from './pages';

test('words that ask for a setting set it, by pointer and by keys, and show the figure', async ({ page }) => {
	await open(page, '/en/lora/?backend=cpu');
	const figure = page.locator('[data-figure="adapter"]');
	const [one, sixteen] = [
		page.getByRole('button', { name: 'α to 1', exact: true }),
		page.getByRole('button', { name: 'to 16', exact: true })
	];
	await figure.locator('input[name="rank"]').fill('6');
	await one.scrollIntoViewIfNeeded();
	await one.evaluate((words) => words.scrollIntoView({ block: 'start' }));
	await expect(one).toHaveAttribute('aria-pressed', 'false');
	await one.click();
	await expect(one).toHaveAttribute('aria-pressed', 'true');
	await expect(figure.locator('input[name="rank"]')).toHaveValue('4');
	await expect(figure.locator('input[name="alpha"]')).toHaveValue('1');
	await expect(figure.locator('.picture')).toBeInViewport();

	await sixteen.focus();
	await page.keyboard.press('Enter');
	await expect(figure.locator('input[name="alpha"]')).toHaveValue('16');
	await expect(one).toHaveAttribute('aria-pressed', 'false');
	await expect(sixteen).toBeFocused();
	expect(await trainedIn(figure)).toContain('alpha=16');

	await page.emulateMedia({ media: 'print' });
	await expect(sixteen).toBeVisible();
	await expect(sixteen).toHaveCSS('text-decoration-line', 'none');
});

test.describe('without scripts', () => {
	test.use({ ownContext: true, javaScriptEnabled: false });

	test('words that would set something are words, and what would be held back is there', async ({ page }) => {
		await page.goto('/ko/loha/');
		const words = page.getByRole('button', { name: '묶음으로' });
		await expect(words).toBeVisible();
		await expect(words).toHaveCSS('text-decoration-line', 'none');
		await expect(words).toHaveCSS('pointer-events', 'none');
	});
});
