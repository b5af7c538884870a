import type { Page } from '@playwright/test';
import { expect, languages, open, preferWebgpu, slide, test, trainedIn, valueOf } from './pages';

const figure = (page: Page) => page.locator('[data-figure="adapter"]');
const panel = (page: Page) => figure(page).locator('[data-training]');
const trained = (page: Page): Promise<string> => trainedIn(figure(page));

for (const language of languages) {
	test(`in ${language} a student finds by keyboard alone that rank 8 reaches a target of rank 8`, async ({
		page
	}) => {
		await open(page, `/${language}/lora/`);
		const slider = figure(page).locator('input[name="rank"]');
		await slider.focus();
		for (let rank = 5; rank <= 8; rank++) await page.keyboard.press('ArrowRight');
		await expect(slider).toHaveValue('8');
		expect(await valueOf(figure(page), 'floor')).toBeLessThan(1e-12);
		await trained(page);
		expect(await valueOf(figure(page), 'error')).toBeLessThan(1e-3);
		expect(await valueOf(figure(page), 'rank-measured')).toBe(8);
	});
}

test.describe('a student', () => {
	test('trains an adapter on WebGPU and reads off rank, error and floor', async ({ page }) => {
		await open(page, '/en/lora/?backend=webgpu');
		await trained(page);
		await expect(figure(page).locator('output[name="backend"]')).toHaveAttribute('data-value', 'webgpu');
		expect(await figure(page).locator('output[name="adapter"]').getAttribute('data-value')).not.toBe('');
		expect(await valueOf(figure(page), 'step')).toBe(600);
		expect(await valueOf(figure(page), 'parameters')).toBe(4 * (48 + 32));
		expect(await valueOf(figure(page), 'rank-bound')).toBe(4);
		expect(await valueOf(figure(page), 'rank-measured')).toBe(4);
		const floor = await valueOf(figure(page), 'floor');
		const error = await valueOf(figure(page), 'error');
		expect(error).toBeGreaterThanOrEqual(floor * (1 - 1e-6));
		expect(error - floor).toBeLessThan(2e-3);
		expect(await valueOf(figure(page), 'loss')).toBeGreaterThan(0);
	});

	test('walks the derivation by mouse: one more step at a time, the place in the address', async ({
		page
	}) => {
		await open(page, '/en/lora/');
		const list = page.locator('[data-derivation="lora"]');
		const section = page.locator('section.derivation');
		await expect(list.locator('[data-step]:visible')).toHaveCount(9);
		await section.locator('.modes button').nth(1).click();
		await expect(list.locator('[data-step]:visible')).toHaveCount(1);
		const ids = await list
			.locator('[data-step]')
			.evaluateAll((all) => all.map((li) => li.getAttribute('data-step')));
		for (const [i, id] of ids.slice(1).entries()) {
			await section.locator('.bar button.main').click();
			await expect(list.locator('[aria-current="step"]')).toHaveAttribute('data-step', id ?? '');
			await expect(list.locator('[data-step]:visible')).toHaveCount(i + 2);
		}
		await expect(section.locator('.bar button.main')).toBeDisabled();
		await expect(page).toHaveURL(/step=lora\.merge/);
		await page.reload();
		await expect(list.locator('[aria-current="step"]')).toHaveAttribute('data-step', 'merge');
	});

	test('walks the derivation by keys, and the keys of a slider stay the slider’s', async ({ page }) => {
		await open(page, '/en/lora/');
		const list = page.locator('[data-derivation="lora"]');
		const current = list.locator('[aria-current="step"]');
		await list.focus();
		for (const [key, step] of [
			['ArrowRight', 'gradient'],
			['j', 'product-rule'],
			['k', 'gradient'],
			['End', 'merge'],
			['ArrowLeft', 'gauge'],
			['Home', 'update']
		] as const) {
			await page.keyboard.press(key);
			await expect(current).toHaveAttribute('data-step', step);
		}
		await figure(page).locator('input[name="rank"]').focus();
		await page.keyboard.press('End');
		await expect(current).toHaveAttribute('data-step', 'update');
	});

	test('commits to a prediction and sees it beside what happens', async ({ page }) => {
		await open(page, '/en/lora/');
		const question = page.locator('[data-predict="bars"]');
		await question.locator('.choices button').nth(2).click();
		await expect(question.locator('[aria-pressed="true"]')).toHaveCount(1);
		await expect(question.locator('[data-truth]')).toHaveCount(1);
		await expect(question.locator('[data-truth]')).not.toHaveAttribute('aria-pressed', 'true');
		await question.locator('.again').click();
		await question.locator('.choices button').nth(1).click();
		await expect(question.locator('[data-truth][aria-pressed="true"]')).toHaveCount(1);
	});

	test('predicts which starts train, runs all four, and the two zeros stay put', async ({ page }) => {
		await open(page, '/en/lora/?steps=60');
		const init = page.locator('[data-figure="init"]');
		await init.locator('select[name="guessZero"]').selectOption('trains');
		await init.locator('button').last().click();
		const outcome = (name: string) => init.locator(`[data-init="${name}"]`);
		await expect(outcome('random')).toHaveAttribute('data-outcome', 'trains', { timeout: 60_000 });
		await expect(outcome('default')).toHaveAttribute('data-outcome', 'trains');
		await expect(outcome('swapped')).toHaveAttribute('data-outcome', 'trains');
		await expect(outcome('zero')).toHaveAttribute('data-outcome', 'stuck');
		await expect(outcome('zero').locator('.wrong')).toBeVisible();
		await expect(page).toHaveURL(/guessZero=trains/);
	});

	test('merges the branch: the output stays, and both latencies are measured', async ({ page }) => {
		await open(page, '/en/lora/');
		const merge = page.locator('[data-figure="merge"]');
		await merge.locator('input[name="merged"]').check();
		expect(await valueOf(merge, 'difference')).toBeLessThan(1e-5);
		await merge.locator('button').click();
		await expect(merge.locator('tbody tr')).toHaveCount(2, { timeout: 60_000 });
		expect(await valueOf(merge, 'latency-merged')).toBeGreaterThan(0);
		expect(await valueOf(merge, 'latency-unmerged')).toBeGreaterThan(0);
	});
});

test('every equation holds at the start, after another seed, after other sizes, and after training', async ({
	page
}) => {
	await open(page, '/en/lora/');
	const equations = page.locator('[data-holds]');
	const settled = async (): Promise<void> => {
		await expect(page.locator('[data-checking]')).toHaveCount(0);
		expect(await equations.count()).toBeGreaterThan(20);
		await expect(page.locator('[data-holds="false"]')).toHaveCount(0);
	};
	await settled();
	await panel(page).locator('button').nth(1).click();
	await settled();
	await figure(page).getByText('Layer and start').click();
	await slide(figure(page).locator('input[name="out"]'), 16);
	await slide(figure(page).locator('input[name="rank"]'), 7);
	await settled();
	await panel(page).locator('button.main').click();
	await expect(panel(page).locator('input[name="moment"]')).toBeVisible({ timeout: 60_000 });
	await settled();
});

test('a run can be watched: the same bits, wound back and forth by keys, and a new seed is another run', async ({
	page
}) => {
	await open(page, '/en/lora/?seed=11&steps=200');
	const first = await trained(page);
	const loss = await valueOf(figure(page), 'loss');
	await panel(page).locator('button.main').click();
	await expect(figure(page)).toHaveAttribute('data-trained', '');
	const moment = panel(page).locator('input[name="moment"]');
	await expect(moment).toBeVisible({ timeout: 30_000 });
	expect(await trained(page)).toBe(first);
	await expect(panel(page).locator('[data-replay]')).toHaveAttribute('data-replay', 'identical');
	await moment.focus();
	await page.keyboard.press('Home');
	expect(await valueOf(figure(page), 'step')).toBe(0);
	expect(await valueOf(figure(page), 'rank-measured')).toBe(0);
	await expect(figure(page)).toHaveAttribute('data-trained', '');
	await page.keyboard.press('ArrowRight');
	const step = await valueOf(figure(page), 'step');
	expect(step).toBeGreaterThan(0);
	expect(step).toBeLessThan(200);
	await page.keyboard.press('End');
	expect(await trained(page)).toBe(first);
	await panel(page).locator('button').nth(1).click();
	await expect(page).not.toHaveURL(/seed=11(&|$)/);
	await trained(page);
	await expect(moment).toHaveCount(0);
	expect(await valueOf(figure(page), 'loss')).not.toBe(loss);
});

test('a long run says how far it is, can be stopped, and keeps what it reached; another state trains again', async ({
	page
}) => {
	// Large, so that it is still under way when Stop is pressed; it is not run to its end.
	await open(page, '/en/lora/?steps=5000&backend=cpu&out=256&in=256&task=gaussian&rank=32');
	const stop = panel(page).getByRole('button', { name: 'Stop' });
	await expect
		.poll(() => panel(page).locator('output[name="step"]').getAttribute('data-value'), { timeout: 30_000 })
		.not.toBe('0');
	await stop.click();
	await expect(panel(page)).toHaveAttribute('data-training', 'stopped', { timeout: 30_000 });
	const step = await valueOf(figure(page), 'step');
	expect(step).toBeGreaterThan(0);
	expect(step).toBeLessThan(5000);
	await expect(figure(page)).toHaveAttribute('data-trained', '');
	await panel(page).locator('summary').click();
	await panel(page).locator('input[name="steps"]').fill('10');
	await panel(page).locator('input[name="steps"]').press('Enter');
	await trained(page);
});

test('what answers the prediction is held back although the figure has trained', async ({ page }) => {
	await open(page, '/en/lora/');
	await trained(page);
	await expect(figure(page).locator('output[name="rank-measured"]')).toBeHidden();
	await expect(figure(page).locator('output[name="rank-bound"]')).toBeHidden();
	await page.locator('[data-predict="bars"] .choices button').nth(1).click();
	await expect(figure(page).locator('output[name="rank-measured"]')).toBeVisible();
	expect(await valueOf(figure(page), 'rank-measured')).toBe(4);
});

test('a number that is typed over its limit is replaced, and the reader is told by what', async ({
	page
}) => {
	await open(page, '/en/lora/');
	await panel(page).locator('summary').click();
	const steps = panel(page).locator('input[name="steps"]');
	await steps.fill('20000');
	await steps.press('Enter');
	await expect(steps).toHaveValue('5000');
	await expect(panel(page)).toContainText(
		'Steps: expected an integer from 10 to 5000, got “20000”. Used instead: 5000.'
	);
	await steps.fill('');
	await steps.press('Enter');
	await expect(steps).toHaveValue('5000');
	await steps.fill('300');
	await steps.press('Enter');
	await expect(panel(page)).not.toContainText('Used instead');
	await expect(page).toHaveURL(/steps=300/);
});

test('a link reproduces the state, and what is wrong in it is named and replaced', async ({ page }) => {
	await open(page, '/en/lora/?rank=99999&optimizer=lion&foo=1&out=64');
	await expect(figure(page).locator('input[name="rank"]')).toHaveValue('64');
	await expect(figure(page).locator('input[name="out"]')).toHaveValue('64');
	const notices = page.locator('[data-notices] li');
	await expect(notices).toHaveCount(3);
	await expect(notices.nth(0)).toContainText(
		'rank: expected an integer from 1 to 64, got “99999”. Used instead: 64.'
	);
	await expect(notices.nth(1)).toContainText('lion');
	await expect(notices.nth(2)).toContainText('foo');
	await page.locator('[data-notices] button').click();
	await expect(page.locator('[data-notices]')).toHaveCount(0);
});

test('says in Korean what is wrong in an address', async ({ page }) => {
	await open(page, '/ko/lora/?rank=99999&optimizer=lion&foo=1&step=lora.nowhere');
	const notices = page.locator('[data-notices] li');
	await expect(notices).toHaveCount(4);
	await expect(notices.nth(0)).toContainText('쓸 수 있는 값: 정수, 1 이상 64 이하. 대신 쓴 값: 64.');
	await expect(notices.nth(1)).toContainText('adam, sgd 가운데 하나');
	for (const notice of await notices.all()) await expect(notice).not.toContainText(/one of|integer/);
});

test.describe('when something goes wrong', () => {
	test('a lost GPU is named, and the run goes on from its checkpoint on the CPU', async ({ page }) => {
		const address = '/en/lora/?steps=5000&out=64&in=64&task=gaussian';
		await open(page, address);
		await preferWebgpu(page);
		await open(page, address);
		await panel(page).locator('summary').click();
		// It trains unasked first: what is pressed meanwhile may be its Stop.
		await trainedIn(figure(page));
		await panel(page).locator('[data-start]').click();
		await panel(page).getByRole('button', { name: 'Take the GPU away' }).click({ timeout: 30_000 });
		await expect(panel(page).locator('[data-resumed]')).toBeVisible({ timeout: 30_000 });
		await expect(figure(page).locator('output[name="backend"]')).toHaveAttribute('data-value', 'cpu');
		const from = Number(await panel(page).locator('[data-resumed]').getAttribute('data-resumed'));
		expect(from).toBeGreaterThan(0);
		await expect(panel(page)).toHaveAttribute('data-training', 'done', { timeout: 60_000 });
		expect(await valueOf(figure(page), 'step')).toBe(5000);
	});

	test('a run that asked for the GPU by name says that it was lost, and offers the CPU', async ({ page }) => {
		await open(page, '/en/lora/?steps=5000&backend=webgpu&out=64&in=64&task=gaussian');
		await panel(page).locator('summary').click();
		// It trains unasked first: what is pressed meanwhile may be its Stop.
		await trainedIn(figure(page));
		await panel(page).locator('[data-start]').click();
		await panel(page).getByRole('button', { name: 'Take the GPU away' }).click({ timeout: 30_000 });
		await expect(panel(page).locator('[data-failure="device-lost"]')).toBeVisible({ timeout: 30_000 });
		await panel(page).getByRole('button', { name: 'Train on the CPU' }).click();
		await trained(page);
		await expect(figure(page).locator('output[name="backend"]')).toHaveAttribute('data-value', 'cpu');
	});

	test('a run that diverges names its step and offers a learning rate that was tried, which trains', async ({
		page
	}) => {
		await open(page, '/en/lora/?lr=1&optimizer=sgd&schedule=constant&alpha=64&steps=400');
		const failure = panel(page).locator('[data-failure="diverged"]');
		await expect(failure).toBeVisible({ timeout: 30_000 });
		await expect(failure).toContainText(/at step \d+/);
		// The losses up to there are drawn: one sees it diverge.
		expect(await valueOf(figure(page), 'step')).toBeGreaterThan(0);
		await expect(panel(page).locator('svg path').last()).toHaveAttribute('d', /L/);
		await failure.getByRole('button', { name: /^Train with 0/ }).click({ timeout: 30_000 });
		await trained(page);
	});
});
