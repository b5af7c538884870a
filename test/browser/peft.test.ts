import type { Page } from '@playwright/test';
import { expect, languages, open, slide, test, valueOf } from './pages';

const figure = (page: Page) => page.locator('[data-figure="memory"]');
const control = (page: Page, name: string) => figure(page).locator(`input[name="${name}"]`);
const show = (page: Page) => figure(page).locator('.answer button');

for (const language of languages) {
	test(`in ${language} a student predicts by keys where the bar will end, and sees prediction, truth and the gap in words`, async ({
		page
	}) => {
		await open(page, `/${language}/peft/`);
		await expect(figure(page).locator('output[name="total-lora"]')).toHaveCount(0);
		const handle = control(page, 'guess');
		await handle.focus();
		await page.keyboard.press('Home');
		for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
		await expect(handle).toHaveValue('2');
		await show(page).focus();
		await page.keyboard.press('Enter');
		await expect(handle).toBeDisabled();
		const [full, lora] = [
			await valueOf(figure(page), 'total-full'),
			await valueOf(figure(page), 'total-lora')
		];
		const words = figure(page).locator('[role="status"]');
		await expect(words).toContainText(`${Math.round(lora / 1e9)} GB`);
		await expect(words).toContainText('120 GB');
		await expect(words).toContainText(((full * 0.02) / 1e9).toFixed(1));
		expect(await valueOf(figure(page), 'ratio')).toBeCloseTo(full / lora, 9);
		await expect(page).toHaveURL(/guess=2&shown=true/);
		await page.reload();
		await expect(handle).toBeDisabled();
		await expect(handle).toHaveValue('2');
		await show(page).click();
		await expect(handle).toBeEnabled();
		await expect(handle).toHaveValue('100');
		await expect(words).toHaveText('');
	});
}

test.describe('a student', () => {
	test('changes model and precision: 960 GB against 121 GB, then 7 billion, then float32', async ({
		page
	}) => {
		await open(page, '/en/peft/?shown=true');
		expect(await valueOf(figure(page), 'memory-full')).toBe(960e9);
		expect(await valueOf(figure(page), 'weights-lora')).toBe(120e9);
		expect(Math.round(960e9 / (await valueOf(figure(page), 'memory-lora')))).toBe(8);
		await slide(control(page, 'billions'), 7);
		expect(await valueOf(figure(page), 'memory-full')).toBe(112e9);
		expect(await valueOf(figure(page), 'weights-lora')).toBe(14e9);
		await control(page, 'scheme').and(page.locator('[value="fp32"]')).check();
		expect(await valueOf(figure(page), 'memory-full')).toBe(112e9);
		expect(await valueOf(figure(page), 'weights-lora')).toBe(28e9);
		await expect(page).toHaveURL(/billions=7/);
		await expect(page).toHaveURL(/scheme=fp32/);
		await expect(page.locator('[data-checking]')).toHaveCount(0);
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
	});

	test('finds rarer precisions folded away: bfloat16 alone, and 4-bit weights', async ({ page }) => {
		await open(page, '/en/peft/?shown=true');
		const bf16 = control(page, 'scheme').and(page.locator('[value="bf16"]'));
		await expect(bf16).toBeHidden();
		await figure(page).locator('summary').first().click();
		await control(page, 'frozen').and(page.locator('[value="nf4"]')).check();
		expect(Math.round((await valueOf(figure(page), 'weights-lora')) / 1e9)).toBe(31);
		await bf16.check();
		expect(await valueOf(figure(page), 'memory-full')).toBe(480e9);
	});

	test('uses the map, the strip of years, the six steps and the handle of one page', async ({ page }) => {
		await open(page, '/en/peft/');
		await test.step('chooses methods on the map and on the strip of years, and each shows its count', async () => {
			const map = page.locator('[data-figure="map"]');
			const card = map.locator('[data-method]');
			const trained = await valueOf(map, 'map-trained');
			expect(trained).toBe(await valueOf(figure(page), 'parameters'));
			await map.locator('input[name="method"][value="full"]').check();
			expect(await valueOf(map, 'map-trained')).toBe(60e9);
			expect(await valueOf(map, 'map-memory')).toBe(960e9);
			await page.keyboard.press('ArrowDown');
			await expect(card).toHaveAttribute('data-method', 'adapter');
			const years = page.locator('[data-figure="years"]');
			await years.locator('button').filter({ hasText: 'FedPara' }).click();
			await expect(card).toHaveAttribute('data-method', 'loha');
			await expect(map.locator('input[value="loha"]')).toBeChecked();
			expect(await valueOf(map, 'map-trained')).toBe(2 * trained);
			await map.locator('input[name="asDrawn"]').check();
			await expect(map.locator('[data-nested="true"] .outer')).toBeVisible();
			await expect(map.locator('input[value="loha"]')).toBeChecked();
		});
		await test.step('walks the six steps by keys', async () => {
			const list = page.locator('[data-derivation="memory"]');
			await expect(list.locator('[data-step]')).toHaveCount(6);
			await list.focus();
			await page.keyboard.press('End');
			await expect(page).toHaveURL(/step=memory\.activations/);
		});
		await test.step('the handle is dragged by pointer to where the bar should end', async () => {
			const handle = control(page, 'guess');
			await handle.scrollIntoViewIfNeeded();
			const box = await handle.boundingBox();
			if (!box) throw new Error('a handle');
			const [y, thumb] = [box.y + box.height / 2, 16];
			await page.mouse.move(box.x + box.width - thumb / 2, y);
			await page.mouse.down();
			await page.mouse.move(box.x + thumb / 2 + (box.width - thumb) / 4, y, { steps: 5 });
			await page.mouse.up();
			const value = Number(await handle.inputValue());
			expect(value).toBeGreaterThan(23);
			expect(value).toBeLessThan(27);
		});
	});
});

test('a shape that is not that of N is remarked upon, and mended by one button', async ({ page }) => {
	await open(page, '/en/peft/?billions=7');
	await figure(page).locator('summary').nth(1).click();
	const note = figure(page).locator('.shape');
	await expect(note).toContainText('59 billion');
	await note.locator('button').click();
	await expect(note.locator('button')).toHaveCount(0);
	await expect(page).toHaveURL(/layers=33/);
});
