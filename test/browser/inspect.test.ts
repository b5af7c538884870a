/** Whoever has an adapter file opens it in the page, by choosing and by keys; a file that is none is said to be none. */
import { join } from 'node:path';
import { expect, languages, open, test } from './pages';

const fixtures = join(import.meta.dirname, '../fixtures');

for (const language of languages) {
	test(`in ${language} a folder of PEFT is measured, and a module chosen by keys shows its spectrum`, async ({
		page
	}) => {
		await open(page, `/${language}/inspect/`);
		await page.locator('input[name="folder"]').setInputFiles(join(fixtures, 'peft/loha'));
		await expect(page.locator('[data-stage="done"]')).toBeVisible({ timeout: 30_000 });
		await expect(page.locator('output[name="parameters"]')).toHaveAttribute('data-value', '10752');
		await expect(page.locator('output[name="dialect"]')).toHaveAttribute('data-value', 'peft');
		const row = page.locator('[data-module="model.layers.0.self_attn.k_proj"] button');
		await row.focus();
		await page.keyboard.press('Enter');
		const figure = page.locator('[data-figure="module"]');
		await expect(figure).toContainText('model.layers.0.self_attn.k_proj');
		await expect(figure.locator('output[name="rank-measured"]')).toHaveAttribute('data-value', '16');
		await expect(figure.locator('output[name="norm"]')).toHaveAttribute('data-value', /^1\.4017/);
	});
}

test('a web page that was saved under the name of an adapter is said to be one, and another file can be opened', async ({
	page
}) => {
	await open(page, '/en/inspect/');
	const input = page.locator('input[name="files"]');
	const buffer = Buffer.from('<!doctype html><title>Not found</title>');
	await input.setInputFiles({ name: 'adapter.safetensors', mimeType: 'application/octet-stream', buffer });
	await expect(page.locator('[data-note="html"]')).toContainText('web page');
	await input.setInputFiles(join(fixtures, 'lycoris/lokr.safetensors'));
	await expect(page.locator('[data-stage="done"]')).toBeVisible({ timeout: 30_000 });
	await expect(page.locator('output[name="dialect"]')).toHaveAttribute('data-value', 'lycoris');
});
