/** From an adapter's numbers to what they mean: the heads of the table, and the lesson on best approximations. */
import { join } from 'node:path';
import { expect, languages, open, test } from './pages';

const folder = join(import.meta.dirname, '../fixtures/peft/lora');
const files = ['adapter_config.json', 'adapter_model.safetensors'].map((name) => join(folder, name));

for (const language of languages)
	test(`in ${language} a column’s head sorts, has its own name, and leads to its term; a module’s ΔW is taken apart in the lesson`, async ({
		page
	}) => {
		await open(page, `/${language}/inspect/`);
		await page.locator('input[name="files"]').setInputFiles(files);
		await expect(page.locator('[data-stage="done"]')).toBeVisible({ timeout: 30_000 });
		const stable = page.getByRole('columnheader', {
			name: language === 'en' ? 'stable rank' : '안정 랭크',
			exact: true
		});
		await stable.getByRole('button').press('Enter');
		await expect(stable).toHaveAttribute('aria-sort', 'descending');
		await page.locator('[data-low-rank-guest] a').click({ timeout: 30_000 });

		await expect(page).toHaveURL(new RegExp(`/${language}/low-rank/`));
		const block = page.locator('[data-guest="shown"]');
		await expect(block).toContainText('8 × 6', { timeout: 30_000 });
		await expect(page.locator('[data-step="svd"]')).toHaveAttribute('aria-current', 'step');
		await expect(page.locator('[data-holds="true"]').first()).toBeVisible();
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
		await page.locator('[name="matrix"][value="diagonal"]').check();
		const waiting = page.locator('[data-guest="waiting"]');
		await waiting.locator('button').first().click();
		await block.locator('button').click();
		await expect(page.locator('[data-guest]')).toHaveCount(0);

		await open(page, `/${language}/inspect/`);
		await page.locator('input[name="files"]').setInputFiles(files);
		await stable.getByRole('button').focus();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(page).toHaveURL(new RegExp(`/${language}/glossary/#stable-rank$`));
		await expect(page.locator('#stable-rank')).toBeInViewport();
	});
