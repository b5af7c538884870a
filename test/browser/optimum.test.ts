import type { Page } from '@playwright/test';
import { expect, languages, open, slide, test, valueOf } from './pages';

const figure = (page: Page) => page.locator('[data-figure="lattice"]');
const control = (page: Page, name: string) => figure(page).locator(`input[name="${name}"]`);

/** Where a corner lies on the screen. */
async function placeOf(page: Page, r1: number, r2: number): Promise<{ x: number; y: number }> {
	const box = await figure(page).locator('.plot').boundingBox();
	if (!box) throw new Error('a lattice');
	return { x: box.x + (box.width * r1) / 16.7, y: box.y + box.height * (1 - r2 / 16.7) };
}

async function expectCorner(page: Page, r1: number, r2: number): Promise<void> {
	await expect(control(page, 'r1')).toHaveValue(String(r1));
	await expect(control(page, 'r2')).toHaveValue(String(r2));
	const bound = Math.min(36, 28, r1 * r2);
	await expect(figure(page).locator('output[name="rank-bound"]')).toHaveAttribute(
		'data-value',
		String(bound)
	);
	expect(await valueOf(figure(page), 'rank-measured')).toBe(bound);
	expect(await valueOf(figure(page), 'parameters')).toBe((r1 + r2) * (36 + 28));
}

for (const language of languages) {
	test(`in ${language} a student moves the corner by keys alone, pins a guess, and sees it beside the answer`, async ({
		page
	}) => {
		await open(page, `/${language}/optimum/`);
		await control(page, 'r1').focus();
		await page.keyboard.press('ArrowRight');
		await control(page, 'r2').focus();
		for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
		await expectCorner(page, 3, 6);
		await expect(figure(page).locator('.hyperbola, .level, .best, .guess')).toHaveCount(0);
		await figure(page).locator('button.main').focus();
		await page.keyboard.press('Enter');
		await expect(figure(page).locator('.hyperbola')).toHaveCount(1);
		await expect(figure(page).locator('.level')).toHaveCount(2);
		await expect(figure(page).locator('.best')).toHaveCount(1);
		await expect(figure(page).locator('path.guess')).toHaveCount(1);
		await expect(figure(page).locator('.verdict')).toContainText('(3, 6)');
		await expect(figure(page).locator('.verdict')).toContainText('(4, 4)');
		await slide(control(page, 'r1'), 4);
		await slide(control(page, 'r2'), 4);
		await expect(figure(page).locator('path.guess')).toHaveCount(1);
		await expect(figure(page).locator('.level')).toHaveCount(1);
		await expect(page).toHaveURL(/guess=3\.6\.16/);
		await page.reload();
		await expect(figure(page).locator('path.guess')).toHaveCount(1);
	});
}

test.describe('a student', () => {
	test('drags the corner, walks the derivation and compares, all on one page', async ({ page }) => {
		await open(page, '/en/optimum/');
		await test.step('drags the corner over the lattice: bound, measured rank and cost follow', async () => {
			await figure(page).scrollIntoViewIfNeeded();
			await expectCorner(page, 2, 8);
			const from = await placeOf(page, 2, 8);
			await page.mouse.move(from.x, from.y);
			await page.mouse.down();
			for (const [r1, r2] of [
				[3, 5],
				[6, 2],
				[9, 7]
			] as const) {
				const to = await placeOf(page, r1, r2);
				await page.mouse.move(to.x, to.y, { steps: 3 });
				await expectCorner(page, r1, r2);
			}
			await page.mouse.up();
			await expect(page).toHaveURL(/r1=9/);
			await expect(page).toHaveURL(/r2=7/);
		});
		await test.step('walks the derivation by keys, the place in the address', async () => {
			const list = page.locator('[data-derivation="optimum"]');
			await expect(list.locator('[data-step]')).toHaveCount(9);
			await list.focus();
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('j');
			await expect(list.locator('[aria-current="step"]')).toHaveAttribute('data-step', 'constraint');
			await page.keyboard.press('End');
			await expect(page).toHaveURL(/step=optimum\.against-lora/);
		});
		await test.step('compares with LoRA at equal parameters: it loses at 1, ties at 2, wins at 3, and both end full', async () => {
			const lora = page.locator('[data-figure="against-lora"]');
			await page.locator('details', { has: lora }).locator('summary').first().click();
			for (const R of [1, 2, 3, 6, 16]) {
				await slide(lora.locator('input[name="equalR"]'), R);
				expect(await valueOf(lora, 'loha-parameters')).toBe(await valueOf(lora, 'lora-parameters'));
				expect(await valueOf(lora, 'loha-measured')).toBe(Math.min(28, R * R));
				expect(await valueOf(lora, 'lora-measured')).toBe(Math.min(28, 2 * R));
			}
		});
		await test.step('needs R = 28 for full rank on 768 × 3072', async () => {
			const full = page.locator('[data-figure="full-rank"]');
			await page.locator('details', { has: full }).locator('summary').first().click();
			expect(await valueOf(full, 'full-rank-r')).toBe(28);
			await slide(full.locator('input[name="layerOut"]'), 1024);
			expect(await valueOf(full, 'full-rank-r')).toBe(32);
		});
	});

	test('finds four cheapest corners for a target of 10, and the cost of the least', async ({ page }) => {
		await open(page, '/en/optimum/?target=10&shown=true');
		await expect(figure(page).locator('.best')).toHaveCount(4);
		for (const [r1, r2] of [
			[2, 5],
			[3, 4]
		] as const) {
			await slide(control(page, 'r1'), r1);
			await slide(control(page, 'r2'), r2);
			expect(await valueOf(figure(page), 'parameters')).toBe(7 * 64);
		}
	});

	test('sees that a corner below the target breaks the constraint, while every equation shown holds', async ({
		page
	}) => {
		await open(page, '/en/optimum/');
		const point = page.locator('[data-feasible]').first();
		await expect(point).toHaveAttribute('data-feasible', 'true');
		await slide(control(page, 'r2'), 3);
		await expect(point).toHaveAttribute('data-feasible', 'false');
		await expect(page.locator('[data-figure="chain"] [data-feasible]')).toHaveAttribute(
			'data-feasible',
			'false'
		);
		const chain = page.locator('[data-figure="chain"]');
		expect(await valueOf(chain, 'chain-square')).toBeLessThan(await valueOf(chain, 'chain-least'));
		await expect(page.locator('[data-checking]')).toHaveCount(0);
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
		expect(await page.locator('[data-holds="true"]').count()).toBeGreaterThan(15);
	});

	test('trains four pairs of one cost: on a target of rank 8 the smallest bound fits best', async ({
		page
	}) => {
		await open(page, '/en/optimum/?seed=1');
		const fit = page.locator('[data-figure="fit"]');
		await fit.locator('select[name="fitGuess"]').selectOption('4.5');
		await fit.locator('button.main').click();
		await expect(fit.locator('output[name="error-4-5"]')).toBeVisible({ timeout: 60_000 });
		expect(await valueOf(fit, 'error-1-8')).toBeLessThan(1e-3);
		expect(await valueOf(fit, 'error-4-5')).toBeGreaterThan(0.01);
		await expect(fit.locator('[role="status"]')).toContainText('(1, 8)');
		await fit.locator('input[name="fitTask"][value="gaussian"]').check();
		await expect(fit.locator('output[name^="error-"]')).toHaveCount(0);
		await fit.locator('button.main').click();
		await expect(fit.locator('output[name="error-4-5"]')).toBeVisible({ timeout: 60_000 });
		expect(await valueOf(fit, 'error-4-5')).toBeLessThan(await valueOf(fit, 'error-1-8'));
	});
});

test('a run of four pairs can be stopped, and keeps those that were done', async ({ page }) => {
	await open(page, '/en/optimum/');
	const fit = page.locator('[data-figure="fit"]');
	// Pressed by the page itself, as the first answer appears: a quick machine is done before a hand gets there.
	await fit.evaluate((figure) => {
		const watcher = new MutationObserver(() => {
			if (!figure.querySelector('output[name^="error-"]')) return;
			watcher.disconnect();
			figure.querySelector<HTMLButtonElement>('button.main')?.click();
		});
		watcher.observe(figure, { subtree: true, childList: true });
	});
	await fit.locator('button.main').click();
	await expect(fit.locator('button.main', { hasText: 'again' })).toBeVisible({ timeout: 60_000 });
	const done = await fit.locator('output[name^="error-"]').count();
	expect(done).toBeGreaterThan(0);
	expect(done).toBeLessThan(4);
});

test.describe('by touch', () => {
	test.use({ ownContext: true, hasTouch: true, viewport: { width: 360, height: 740 } });

	test('a tap places the corner', async ({ page }) => {
		await open(page, '/en/optimum/');
		await figure(page).locator('.plot').scrollIntoViewIfNeeded();
		const { x, y } = await placeOf(page, 5, 4);
		await page.touchscreen.tap(x, y);
		await expectCorner(page, 5, 4);
	});
});
