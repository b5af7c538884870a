import { complaintsOf } from './accessibility';
import { expect, languages, open, slide, test, valueOf } from './pages';

/** Small enough to be measured in a moment, and with thin products as large as the frozen one: 2r/d = 1. */
const QUICK = 'width=32&rank=16&depth=1';
const words = { en: 'Let the token walk', ko: '토큰 출발' } as const;

for (const language of languages) {
	test(`in ${language} a student predicts, lets the token walk, and sees the overhead shrink from batch 1 to 32`, async ({
		page
	}) => {
		await open(page, `/${language}/before-lora/`);
		await page.locator('[data-predict="longest"] button').nth(2).click();
		await expect(page.locator('[data-predict="longest"] [data-truth]')).toHaveCount(1);
		const figure = page.locator('[data-figure="path"]');
		const token = figure.locator('[data-way="adapter"] circle.token');
		const before = await token.getAttribute('cx');
		await figure.getByRole('button', { name: words[language] }).click();
		await expect.poll(() => token.getAttribute('cx')).not.toBe(before);
		await expect(token).toHaveAttribute('cx', '346', { timeout: 20_000 });
		expect(await valueOf(figure, 'path-merged')).toBe(1);
		const one = await valueOf(figure, 'path-adapter');
		expect(one).toBeGreaterThan(await valueOf(figure, 'path-unmerged'));
		await figure.locator('select[name="batch"]').selectOption('32');
		expect(await valueOf(figure, 'path-adapter')).toBeLessThan(one - 0.5);
		await expect(token).toHaveAttribute('cx', '14');
		await expect(page).toHaveURL(/batch=32/);
	});
}

test.describe('a student', () => {
	test('measures in Korean the networks: every way has a median with its quartiles, and another network makes them void', async ({
		page
	}) => {
		await open(page, `/ko/before-lora/?${QUICK}`);
		const figure = page.locator('[data-figure="latency"]');
		const clock = figure.locator('[data-clock]');
		await expect(clock).toHaveAttribute('data-clock', 'idle');
		await clock.getByRole('button', { name: '재기', exact: true }).click();
		await expect(clock).toHaveAttribute('data-clock', 'done', { timeout: 60_000 });
		await expect(clock).toContainText('다 쟀습니다.');
		for (const way of ['merged', 'unmerged', 'adapter'])
			expect(await valueOf(figure, `latency-${way}`)).toBeGreaterThan(0);
		// Three products are more work than one, on any machine.
		expect(await valueOf(figure, 'overhead-adapter')).toBeGreaterThan(0);
		expect(await valueOf(figure, 'overhead-unmerged')).toBeGreaterThan(0);
		await figure.locator('summary').click();
		await expect(figure.locator('tbody tr')).toHaveCount(10);
		await expect(figure.locator('tbody td').first()).toContainText(/\d.* \(.*\d – .*\d\)/);
		await slide(figure.locator('input[name="depth"]'), 2);
		await expect(clock).toHaveAttribute('data-clock', 'idle');
		await expect(figure.locator('output[name="latency-merged"]')).toHaveCount(0);
	});

	test('stops a measurement and keeps what was known by then', async ({ page }) => {
		await open(page, '/en/before-lora/?width=256&depth=8');
		const clock = page.locator('[data-figure="latency"] [data-clock]');
		await clock.getByRole('button', { name: 'Measure', exact: true }).click();
		await expect
			.poll(() => clock.locator('progress').getAttribute('value'), { timeout: 60_000 })
			.not.toBe('0');
		await clock.getByRole('button', { name: 'Stop' }).click();
		await expect(clock).toHaveAttribute('data-clock', 'stopped');
		expect(await valueOf(page, 'latency-merged')).toBeGreaterThan(0);
	});

	test('sees what a prefix takes of attention, scores and positions, and times it', async ({ page }) => {
		await open(page, '/en/before-lora/');
		const figure = page.locator('[data-figure="prefix"]');
		await slide(figure.locator('input[name="prefix"]'), 8);
		await slide(figure.locator('input[name="tokens"]'), 16);
		expect(await valueOf(figure, 'share-of-columns')).toBeCloseTo(1 / 3, 12);
		expect(await valueOf(figure, 'scores')).toBe(16 * 24);
		expect(await valueOf(figure, 'positions-left')).toBe(256 - 8);
		const weight = await valueOf(figure, 'weight-on-prefix');
		expect(weight).toBeGreaterThan(0.1);
		expect(weight).toBeLessThan(0.7);
		await slide(figure.locator('input[name="loud"]'), 3);
		expect(await valueOf(figure, 'weight-on-prefix')).not.toBe(weight);
		const equations = page.locator('[data-derivation="before"] [data-equation]');
		await expect(page.locator('[data-equation][data-checking]')).toHaveCount(0);
		for (const equation of await equations.all())
			await expect(equation).toHaveAttribute('data-holds', 'true');
		const clock = figure.locator('[data-clock]');
		await clock.locator('button').click();
		await expect(clock).toHaveAttribute('data-clock', 'done', { timeout: 60_000 });
		await expect(figure.locator('tbody tr')).toHaveCount(5);
		// A measured difference of two times: of any sign on a machine that is busy with something else.
		expect(Number.isFinite(await valueOf(figure, 'prefix-overhead-8'))).toBe(true);
	});

	test('finds the page readable while it measures, on a screen of 360 px too', async ({ page }) => {
		test.slow();
		await page.setViewportSize({ width: 360, height: 740 });
		await open(page, `/en/before-lora/?${QUICK}`);
		const clocks = page.locator('[data-clock]');
		for (const i of [0, 1]) {
			await clocks.nth(i).locator('button').click();
			await expect(clocks.nth(i)).toHaveAttribute('data-clock', 'done', { timeout: 60_000 });
		}
		await page.evaluate(() => {
			for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
		});
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		// The whole page as it opens is looked at in reading.test.ts.
		expect(await complaintsOf(page, 'figure')).toEqual([]);
	});
});

test.describe('without workers', () => {
	test.use({ ownContext: true });

	test('a measurement that cannot start says what was expected and what to do', async ({ page }) => {
		await page.addInitScript(() => {
			// As a content blocker would.
			Object.defineProperty(globalThis, 'Worker', {
				value: function Worker() {
					throw new Error('workers are blocked');
				}
			});
		});
		await open(page, '/en/before-lora/');
		const clock = page.locator('[data-figure="latency"] [data-clock]');
		await clock.locator('button').click();
		await expect(clock).toHaveAttribute('data-clock', 'failed');
		await expect(clock.getByRole('alert')).toContainText(
			'workers are blocked. Expected a worker with WebAssembly'
		);
		await expect(clock.locator('button')).toHaveText('Measure');
	});
});

test('with less motion the token stands at its end at once', async ({ page }) => {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	await open(page, '/en/before-lora/');
	const figure = page.locator('[data-figure="path"]');
	await figure.getByRole('button', { name: words.en }).click();
	for (const way of ['merged', 'unmerged', 'adapter'])
		await expect(figure.locator(`[data-way="${way}"] circle.token`)).toHaveAttribute('cx', '346');
});
