/** Whoever has an adapter file opens it in the page, by choosing and by keys; a file that is none is said to be none. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, languages, open, test } from './pages';

const fixtures = join(import.meta.dirname, '../fixtures');

/** A folder of two checkpoints of one run, the second twice the first. */
function checkpoints(): string {
	const folder = mkdtempSync(join(tmpdir(), 'rankscope-'));
	for (const [step, alpha] of [
		[10, 16],
		[20, 32]
	] as const) {
		const to = join(folder, `checkpoint-${step}`);
		cpSync(join(fixtures, 'peft/loha'), to, { recursive: true });
		const path = join(to, 'adapter_config.json');
		const config = JSON.parse(readFileSync(path, 'utf8')) as object;
		writeFileSync(path, JSON.stringify({ ...config, alpha, alpha_pattern: {} }));
	}
	return folder;
}

for (const language of languages) {
	test(`in ${language} a folder of checkpoints is measured and looked at over its steps, a second adapter is put beside it, and both are saved as one that opens again`, async ({
		page
	}) => {
		const folder = checkpoints();
		await open(page, `/${language}/inspect/`);
		await page.locator('input[name="folder"]').setInputFiles(folder);
		await expect(page.locator('[data-stage="done"]')).toBeVisible({ timeout: 30_000 });
		await expect(page.locator('output[name="parameters"]')).toHaveAttribute('data-value', '10752');
		await expect(page.locator('output[name="dialect"]')).toHaveAttribute('data-value', 'peft');
		const row = page.locator('[data-module="model.layers.0.self_attn.k_proj"] button');
		await row.focus();
		await page.keyboard.press('Enter');
		const figure = page.locator('[data-figure="module"]');
		await expect(figure).toContainText('model.layers.0.self_attn.k_proj');
		await expect(figure.locator('output[name="rank-measured"]')).toHaveAttribute('data-value', '16');

		const steps = page.locator('[data-figure="checkpoints"]');
		const last = steps.locator('[data-row="checkpoint-20"]');
		// The same direction, at twice the length.
		await expect(last).toContainText(/1\.0000.*1\.0000/, { timeout: 30_000 });
		await expect(steps.locator('circle')).toHaveCount(2 + 4 + 3);

		await page.locator('input[name="beside-folder"]').setInputFiles(join(fixtures, 'peft/lora'));
		const beside = page.locator('[data-figure="compare"]');
		await expect(beside.locator('output[name="cosine"]')).toHaveAttribute('data-value', /^-?0\.\d/, {
			timeout: 30_000
		});
		await expect(beside.locator('[data-figure="angles"] circle').first()).toBeVisible();
		const drawing = page.waitForEvent('download');
		await beside.locator('[data-figure="angles"] button').first().click();
		expect((await drawing).suggestedFilename()).toMatch(/\.svg$/);

		const make = page.locator('[data-figure="make"]');
		await make.locator('input[name="weight-1"]').fill('-0.5');
		await make.locator('input[value="energy"]').check();
		await make.locator('input[name="to-energy"]').fill('90');
		await make.locator('button[type="submit"]').click();
		await expect(make.locator('output[name="read-back"]')).toHaveAttribute('data-value', /e-\d+$/, {
			timeout: 30_000
		});
		const error = Number(await make.locator('output[name="made-error"]').getAttribute('data-value'));
		expect(error).toBeGreaterThan(0);
		expect(error).toBeLessThanOrEqual(Math.sqrt(0.1) + 1e-9);
		const parameters = await make.locator('output[name="made-parameters"]').getAttribute('data-value');
		const download = page.waitForEvent('download');
		await make.locator('button.save').click();
		const saved = await download;
		expect(saved.suggestedFilename()).toBe('checkpoint-20-e90.zip');
		const path = join(folder, 'saved.zip');
		await saved.saveAs(path);
		await page.locator('input[name="files"]').setInputFiles(path);
		await expect(page.locator('output[name="parameters"]')).toHaveAttribute('data-value', parameters ?? '', {
			timeout: 30_000
		});
		await expect(page.locator('[data-stage="done"]')).toBeVisible({ timeout: 30_000 });
		await expect(page.locator('[data-figure="checkpoints"]')).toHaveCount(0);

		// What was made is LoRA: its lesson opens on one of its modules, and goes back to its own matrices.
		const lesson = page.locator('[data-guest-ready="true"] a').first();
		await lesson.click();
		await expect(page).toHaveURL(new RegExp(`/${language}/lora/`));
		const guest = page.locator('[data-guest="shown"]');
		await expect(guest).toContainText('model.layers.0', { timeout: 30_000 });
		await expect(page.locator('[data-holds="true"]').first()).toBeVisible();
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
		// Each number's name leads to its own step, in one language as in the other.
		if (language === 'ko') {
			await page.goBack();
			await page.locator('input[name="files"]').setInputFiles(path);
			await page.locator('[data-explains="rankBound"]').click({ timeout: 30_000 });
			await expect(page.locator('[data-step="update"]')).toHaveAttribute('aria-current', 'step');
			await expect(guest).toContainText('model.layers.0', { timeout: 30_000 });
		}
		await guest.locator('button').click();
		await expect(guest).toHaveCount(0);
		// The page reads its files when it needs them: not before.
		rmSync(folder, { recursive: true });
	});
}

test('a web page that was saved under the name of an adapter is said to be one; another file can be opened, DoRA with its base weights too', async ({
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

	// DoRA's own ΔW, once its base weights are there, and the nearest LoKr of what is open.
	const dora = join(fixtures, 'peft21/lora-dora');
	const files = ['adapter_config.json', 'adapter_model.safetensors'].map((name) => join(dora, name));
	await input.setInputFiles(files);
	await expect(page.locator('output[name="dialect"]')).toHaveAttribute('data-value', 'peft', {
		timeout: 30_000
	});
	await page.locator('input[name="base-files"]').setInputFiles(join(dora, 'base.safetensors'));
	const norm = String(Math.hypot(8.8199748068989, 2.283022949030599, 1.683914699162084)).slice(0, 6);
	await expect(page.locator('output[name="merged-norm"]')).toHaveAttribute(
		'data-value',
		new RegExp(`^${norm}`),
		{
			timeout: 30_000
		}
	);
	const make = page.locator('[data-figure="make"]');
	await make.locator('input[value="lokr"]').check();
	await make.locator('button[type="submit"]').click();
	await expect(make.locator('output[name="read-back"]')).toBeVisible({ timeout: 30_000 });
	const error = Number(await make.locator('output[name="made-error"]').getAttribute('data-value'));
	expect(error).toBeGreaterThan(0);
	expect(error).toBeLessThan(1);
});
