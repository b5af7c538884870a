/** The lesson on the decoder: one visit by mouse in English, one by keyboard in Korean on a narrow screen. */
import type { Page } from '@playwright/test';
import { expect, open, slide, test, trainedIn, valueOf } from './pages';

/** It measures both dialects on the way, in float64: on a busy machine that takes its time. */
const ended = async (page: Page): Promise<void> => {
	await expect(page.locator('[data-figure="decoder"] [data-training="done"]')).toBeVisible({
		timeout: 100_000
	});
};

const figure = (page: Page, name: string) => page.locator(`[data-figure="${name}"]`);

test('a student trains an adapter on chosen modules, looks inside, switches and saves it', async ({
	page
}) => {
	const workers: string[] = [];
	page.on('worker', (worker) => workers.push(worker.url()));
	await open(page, '/en/transformer/?backend=cpu&steps=12&seed=1');
	const decoder = figure(page, 'decoder');
	await test.step('reads what the base says: northern, by the grammar and by its loss', async () => {
		await expect(decoder.locator('output[name="wrong-before"]')).toBeVisible();
		expect(await valueOf(decoder, 'wrong-before')).toBeGreaterThan(0);
		await expect(decoder.locator('mark').first()).toBeVisible();
		expect(await valueOf(decoder, 'loss-south-before')).toBeGreaterThan(4);
		expect(await valueOf(decoder, 'entropy-south')).toBeLessThan(1.5);
	});
	await test.step('chooses modules by box: the parameters are those of the choice', async () => {
		expect(await valueOf(decoder, 'parameters')).toBe(4 * 896);
		await decoder.locator('input[name="module-ff"]').click();
		expect(await valueOf(decoder, 'parameters')).toBe(4 * 512);
		await expect(page).toHaveURL(/modules=q%2Ck%2Cv%2Co/);
		await decoder.getByRole('button', { name: 'all-linear' }).click();
		expect(await valueOf(decoder, 'parameters')).toBe(4 * 896);
	});
	await test.step('trains it: the loss falls, and what is drawn is the run that is set', async () => {
		await decoder.locator('[data-start]').click();
		await ended(page);
		await trainedIn(decoder);
		const [before, after] = [
			await valueOf(decoder, 'loss-south-before'),
			await valueOf(decoder, 'loss-south')
		];
		expect(after).toBeLessThan(before - 1);
		await expect(decoder.locator('output[name="wrong-after"]')).toBeVisible();
		expect(await valueOf(decoder, 'rank-measured')).toBe(4);
	});
	await test.step('sees attention before and after, of its own text', async () => {
		const attention = figure(page, 'attention');
		await attention.scrollIntoViewIfNeeded();
		await expect(attention.locator('table')).toHaveCount(2);
		await slide(attention.locator('input[name="head"]'), 3);
		expect(await valueOf(attention, 'row-sums')).toBeLessThan(1e-9);
	});
	await test.step('merges it in three formats: none gives all weights back', async () => {
		const rounding = figure(page, 'rounding');
		await rounding.scrollIntoViewIfNeeded();
		await expect(rounding.locator('output[name="same-bfloat16"]')).toBeVisible();
		for (const format of ['float32', 'float16', 'bfloat16'])
			expect(await valueOf(rounding, `same-${format}`)).toBeLessThan(1);
	});
	await test.step('keeps it, and takes it away by its weight: the base is back', async () => {
		const mix = figure(page, 'mix');
		await mix.locator('.two button').first().click();
		const south = mix.locator('output[name="loss-mix-south"]');
		await expect(south).not.toHaveAttribute('data-value', '');
		await mix.getByRole('button', { name: 'neither' }).click();
		const base = await valueOf(decoder, 'loss-south-before');
		await expect
			.poll(async () => Math.abs((await valueOf(mix, 'loss-mix-south')) - base), { timeout: 30_000 })
			.toBeLessThan(1e-9);
	});
	await test.step('asks where it points, while the derivation holds on its corner', async () => {
		const directions = figure(page, 'directions');
		await directions.scrollIntoViewIfNeeded();
		await expect(directions.locator('output[name="phi"]')).toBeVisible();
		const phi = await valueOf(directions, 'phi');
		expect(phi).toBeGreaterThan(0);
		expect(phi).toBeLessThanOrEqual(1);
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
	});
	await test.step('is told that B is the same run, which it then compares with itself', async () => {
		const [mix, directions] = [figure(page, 'mix'), figure(page, 'directions')];
		await mix.locator('.two button').nth(1).click();
		await expect(mix.locator('[data-same]')).toBeVisible();
		await directions.locator('input[value="other"]').check({ force: true });
		await expect(directions.locator('[data-same]')).toBeVisible();
		await expect.poll(() => valueOf(directions, 'phi')).toBeCloseTo(1, 9);
		await directions.locator('input[value="base"]').check({ force: true });
		await expect(directions.locator('[data-same]')).toHaveCount(0);
	});
	await test.step('changes the settings: what is old says that it is, and that nothing computes', async () => {
		await decoder.locator('input[name="module-q"]').click();
		await expect(decoder.getByText('Settings changed: train again').first()).toBeVisible();
		await expect(decoder.locator('[data-stale]:has(output[name="rank-measured"])')).toHaveCount(1);
		await expect(decoder.locator('[data-stale]:has(output[name="loss-south"])')).toHaveCount(1);
		await expect(decoder.locator('[data-stale]:has(output[name="parameters"])')).toHaveCount(0);
		await expect(decoder.locator('[aria-busy="true"]')).toHaveCount(0);
		await decoder.getByRole('button', { name: 'all-linear' }).click();
		await expect(decoder.locator('[data-stale]')).toHaveCount(0);
	});
	await test.step('saves it for PEFT', async () => {
		const save = figure(page, 'save');
		const [file] = await Promise.all([page.waitForEvent('download'), save.locator('[data-save]').click()]);
		expect(file.suggestedFilename()).toBe('rankscope-transformer.zip');
		expect(await valueOf(save, 'read-back')).toBeLessThan(1e-9);
		// All figures ask two workers: one that answers at once, and one for what takes longer.
		expect(workers.filter((url) => url.includes('decoder.worker'))).toHaveLength(2);
		// The panel has no second button for it.
		await expect(page.locator('[data-save], [data-save-peft]')).toHaveCount(1);
	});
});

test('a trained DoRA is saved with the base weights beside it; on an embedding it is told what to do', async ({
	page
}) => {
	await open(page, '/en/transformer/?backend=cpu&steps=10&seed=1&method=dora');
	const [decoder, save] = [figure(page, 'decoder'), figure(page, 'save')];
	await decoder.locator('[data-start]').click();
	await ended(page);
	await trainedIn(decoder);
	await Promise.all([page.waitForEvent('download'), save.locator('[data-save]').click()]);
	expect(await valueOf(save, 'read-back')).toBeLessThan(1e-9);
	await expect(save).toContainText('base.safetensors');
	await decoder.locator('input[name="module-embed"]').click();
	await decoder.locator('[data-start]').click();
	await trainedIn(decoder);
	await expect(save).toContainText('Untick the embedding');
	await expect(save.locator('[data-save]')).toHaveAttribute('aria-disabled', 'true');
});

test('the matrix that the next word is read off has a box and a place in the menu of the digits, in both languages', async ({
	page
}) => {
	for (const [language, output, last] of [
		['en', 'output', 'the last layer alone (head)'],
		['ko', '출력', '마지막 층만(head)']
	] as const) {
		await open(page, `/${language}/transformer/?modules=q&backend=cpu&steps=10&seed=1`);
		await figure(page, 'decoder').getByRole('checkbox', { name: output }).click();
		await expect(page).toHaveURL(/modules=q%2Chead/);
		await expect(figure(page, 'decoder')).toHaveAttribute('data-receipt', /modules=q%2Chead/);
		await open(page, `/${language}/digits/?steps=10&backend=cpu`);
		const menu = figure(page, 'digits').locator('select[name="modules"]');
		await menu.selectOption({ label: last });
		await expect(figure(page, 'digits')).toHaveAttribute('data-receipt', /modules=head/);
	}
});

test.describe('on a narrow screen', () => {
	test.use({ viewport: { width: 360, height: 740 } });

	test('in Korean a student does it by keys alone', async ({ page }) => {
		test.slow();
		await open(page, '/ko/transformer/?backend=cpu&steps=10&modules=v&seed=2');
		const decoder = figure(page, 'decoder');
		const box = decoder.locator('input[name="module-v"]');
		await box.press('Space');
		// The last module stays.
		await expect(box).toBeChecked();
		await decoder.locator('input[name="module-embed"]').press('Space');
		await expect(page).toHaveURL(/modules=embed%2Cv/);
		await decoder.locator('input[name="rank"]').press('ArrowLeft');
		expect(await valueOf(decoder, 'parameters')).toBe(3 * (128 + 23 + 32));
		await decoder.locator('[data-start]').press('Enter');
		await ended(page);
		await trainedIn(decoder);
		const attention = figure(page, 'attention');
		const words = attention.locator('[name="words"]');
		await words.fill('a fox');
		await words.press('Enter');
		await expect(attention.locator('tbody tr')).toHaveCount(4);
		await words.fill('a wolf');
		await words.press('Enter');
		await expect(attention.getByRole('alert')).toContainText('wolf');
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(over).toBeLessThanOrEqual(0);
	});
});
