/** The page of the digits: drawn by mouse and by keys, trained, compared, stopped, and opened by a receipt. */
import type { Locator, Page } from '@playwright/test';
import { expect, open, test, trainedIn, valueOf } from './pages';

const figureOf = (page: Page, name: string): Locator => page.locator(`[data-figure="${name}"]`);
const answer = (within: Locator, name: string): Locator => within.locator(`output[name="${name}"]`);

/** So that a series of runs is over soon, or is not over before somebody stops it. */
async function setSteps(digits: Locator, steps: number): Promise<void> {
	const field = digits.locator('input[name="steps"]');
	if (!(await field.isVisible())) await digits.locator('[data-training] summary').last().click();
	await field.fill(String(steps));
	await field.press('Tab');
}

test('by mouse: a digit is drawn and read before and after; methods are compared, stopped and gone on with; a receipt opens its run', async ({
	page
}) => {
	test.slow();
	const workers: string[] = [];
	page.on('worker', (worker) => workers.push(worker.url()));
	await open(page, '/en/digits/');
	const digits = figureOf(page, 'digits');
	await test.step('the adapter learns the new task, and the network forgets of the old one', async () => {
		await trainedIn(digits);
		expect(await valueOf(digits, 'new-accuracy')).toBeGreaterThan(0.9);
		expect(await valueOf(digits, 'old-accuracy')).toBeLessThan(0.9);
		await expect(answer(digits, 'old-before')).toHaveAttribute('data-value', '3');
		await expect(answer(digits, 'new-after')).not.toHaveAttribute('data-value', '');
		expect((await digits.boundingBox())?.height, 'it fits a screen').toBeLessThanOrEqual(800);
	});
	await test.step('the learning rate stands with the controls: with a small one less is learnt', async () => {
		const rate = digits.locator('select[name="rate"]');
		const learnt = await valueOf(digits, 'new-accuracy');
		await rate.selectOption('0.0003');
		await expect(page).toHaveURL(/lr=0\.0003/);
		await trainedIn(digits);
		expect(await valueOf(digits, 'new-accuracy')).toBeLessThan(learnt);
		await rate.selectOption('0.01');
		await trainedIn(digits);
		expect(await valueOf(digits, 'new-accuracy')).toBe(learnt);
	});
	await test.step('a stroke from the top to the bottom, in place of the example, is a one; clearing leaves no answer', async () => {
		const box = await digits.locator('[data-pad]').boundingBox();
		if (!box) throw new Error('expected a place to draw in, got none');
		await page.mouse.move(box.x + box.width / 2, box.y + 0.15 * box.height);
		await page.mouse.down();
		await page.mouse.move(box.x + box.width / 2, box.y + 0.85 * box.height, { steps: 6 });
		await page.mouse.up();
		await expect(answer(digits, 'old-before')).toHaveAttribute('data-value', '1');
		await digits.locator('.clear').click();
		await expect(answer(digits, 'old-before')).toHaveAttribute('data-value', '');
	});
	await test.step('another method is trained at once, and its modules are measured', async () => {
		await digits.locator('select[name="method"]').selectOption('full');
		await trainedIn(digits);
		await expect(answer(digits, 'parameters')).toHaveAttribute('data-value', '13312');
		const spectra = figureOf(page, 'spectra');
		await expect(spectra.locator('[data-module]')).toHaveCount(2);
		expect(await valueOf(spectra, 'rank-fc1')).toBeGreaterThan(4);
	});
	await test.step('the frozen network takes none of the old pictures for another digit', async () => {
		const confusion = figureOf(page, 'confusion');
		await confusion.scrollIntoViewIfNeeded();
		await confusion.locator('input[name="which"][value="old"]').check();
		const right = confusion.locator('[data-confusion]').first().locator('td.right');
		await expect
			.poll(async () => (await right.allTextContents()).map(Number).reduce((a, b) => a + b))
			.toBe(512);
	});
	await test.step('the drawing, the confusion and the prices have one worker together', async () => {
		const methods = figureOf(page, 'methods');
		await methods.scrollIntoViewIfNeeded();
		await expect(methods.locator('[data-row]')).toHaveCount(6);
		expect(workers.filter((url) => url.includes('digits.worker'))).toHaveLength(1);
	});
	const methods = figureOf(page, 'methods');
	const series = methods.locator('[data-series]');
	await test.step('a series that is long is stopped', async () => {
		await setSteps(digits, 100_000);
		await methods.scrollIntoViewIfNeeded();
		await expect(methods.locator('[data-row]')).toHaveCount(6);
		await series.getByRole('button').click();
		await expect(series).toHaveAttribute('data-series', 'training');
		await series.getByRole('button').click();
		await expect(series).toHaveAttribute('data-series', 'stopped');
	});
	await test.step('one that is short comes to its end, and says of each method its best rate', async () => {
		await setSteps(digits, 4);
		await series.getByRole('button').click();
		await expect(answer(methods, 'runs-known')).toHaveAttribute('data-value', '24', { timeout: 120_000 });
		await expect(series).toHaveAttribute('data-series', 'done');
		for (const value of await methods.locator('[data-row] td:nth-child(5)').all())
			await expect(value).toHaveAttribute('data-value', /^[01]/);
		await expect(methods.locator('[data-mark]'), 'the legend names every method').toHaveCount(6);
		await expect(methods.locator('[data-legend] + * svg text', { hasText: 'LoKr' })).toHaveCount(0);
		expect((await methods.getAttribute('data-trained'))?.split(' ')).toHaveLength(24);
	});
	await test.step('the receipt of a run opens it, and it ends the same; that of another problem is refused', async () => {
		const receipt = await trainedIn(digits);
		await open(page, `/en/digits/?${receipt}`);
		await expect(digits.locator('[data-expected]')).toHaveAttribute('data-expected', 'identical', {
			timeout: 60_000
		});
		await expect(digits.locator('select[name="method"]')).toHaveValue('full');
		const other = new URLSearchParams(receipt);
		other.delete('digest');
		for (const name of ['modules', 'batch']) other.delete(name);
		for (const [name, value] of Object.entries({ out: '8', in: '8', task: 'gaussian' }))
			other.set(name, value);
		await open(page, `/en/digits/?${other.toString()}`);
		await expect(page.locator('[data-receipt-refused]')).toContainText('network');
	});
});

test('한국어, by keys on a phone: the pen is moved, a task is chosen, and five seeds are trained', async ({
	page
}) => {
	test.slow();
	await page.setViewportSize({ width: 360, height: 740 });
	await open(page, '/ko/digits/?shift=unseen&lr=0.03');
	const digits = figureOf(page, 'digits');
	await expect(digits.locator('[data-task]')).toHaveCount(1);
	const pad = digits.locator('[data-pad]');
	await pad.focus();
	for (const key of ['ArrowUp', 'ArrowUp', 'ArrowUp', ' ']) await pad.press(key);
	for (let i = 0; i < 8; i++) await pad.press('ArrowDown');
	await pad.press(' ');
	await expect(answer(digits, 'new-before')).toHaveAttribute('data-value', '1');
	await digits.locator('[data-example="8"]').press('Enter');
	await trainedIn(digits);
	await expect(answer(digits, 'new-after')).toHaveAttribute('data-value', '8');
	expect(await valueOf(digits, 'old-accuracy')).toBeLessThan(0.5);
	const axis = digits.locator('[data-training] svg.drawing');
	const power = axis.locator('text', { hasText: /^10⁻/ }).first();
	expect((await power.boundingBox())?.x, 'a power of ten is not cut off at the left').toBeGreaterThanOrEqual(
		(await axis.boundingBox())?.x ?? NaN
	);

	await setSteps(digits, 2);
	const seeds = figureOf(page, 'seeds');
	await seeds.scrollIntoViewIfNeeded();
	const button = seeds.locator('[data-series]').getByRole('button');
	await expect(button).not.toHaveAttribute('aria-disabled');
	await button.press('Enter');
	await expect(answer(seeds, 'runs-known')).toHaveAttribute('data-value', '30', { timeout: 120_000 });
	await expect(seeds.locator('[data-row]')).toHaveCount(6);
	await expect(seeds.locator('[data-row]').first()).toContainText('±');

	const network = digits.locator('select[name="network"]');
	await network.focus();
	await network.press('ArrowDown');
	await expect(network).toHaveValue('cnn');
	await trainedIn(digits);
	await expect(answer(digits, 'parameters')).toHaveAttribute('data-value', '448');
});
