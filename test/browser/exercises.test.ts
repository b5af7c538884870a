import { expect, languages, open, test } from './pages';
import type { Locator, Page } from '@playwright/test';

/** Presses Tab until the element has the focus: as far as a keyboard reader would have to go. */
async function tabTo(page: Page, wanted: Locator, most = 60): Promise<void> {
	for (let n = 0; n < most; n++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	await expect(wanted).toBeFocused();
}

/** Types an answer and hands it in, without the mouse. */
async function answer(page: Page, exercise: Locator, text: string): Promise<void> {
	const input = exercise.locator('input[type="text"]');
	await input.focus();
	await input.press('Control+a');
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
}

for (const language of languages) {
	test.describe(`a student in ${language}`, () => {
		test('practises the derivation of LoRA by keyboard, with wrong and right answers, to its end', async ({
			page
		}) => {
			await open(page, `/${language}/lora/`);
			const derivation = page.locator('.derivation').first();
			const list = derivation.locator('[data-derivation="lora"]');
			const practise = derivation.locator('.modes button').nth(2);
			await practise.focus();
			await page.keyboard.press('Enter');
			await expect(list).toHaveAttribute('data-mode', 'practice');
			// A lecturer can link to it.
			await expect(page).toHaveURL(/[?&]mode=practice/);
			await page.reload();
			await page.locator('html[data-hydrated]').waitFor();
			await expect(list).toHaveAttribute('data-mode', 'practice');
			await expect(practise).toHaveAttribute('aria-pressed', 'true');
			await expect(page.locator('[data-notices]')).toHaveCount(0);
			await list.focus();
			for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');

			// The step itself is hidden until it is supplied.
			const step = list.locator('[data-step="gradient-b"]');
			await expect(step).toHaveAttribute('aria-current', 'step');
			await expect(step.locator('[data-equation="gradient-b"]')).toBeHidden();
			const exercise = step.locator('[data-exercise="gradient-b"]');
			const verdict = exercise.locator('[data-verdict]');
			await answer(page, exercise, 's*G*A');
			await expect(verdict).toHaveAttribute('data-verdict', 'hint');
			await answer(page, exercise, "G*A'");
			await expect(verdict).toHaveAttribute('data-verdict', 'mistake');
			await expect(verdict.locator('p:visible')).toHaveCount(2);
			// With its mathematics, which is typeset at build time.
			await expect(verdict.locator('[data-feedback="no-scale"] .katex').first()).toBeVisible();
			await answer(page, exercise, 's*G*Q');
			await expect(verdict).toContainText('Q');
			await answer(page, exercise, 'sGAᵀ');
			await expect(verdict).toHaveAttribute('data-verdict', 'right');
			await expect(step.locator('[data-equation="gradient-b"]')).toBeVisible();

			// Its rule is asked for before it is named.
			await expect(step.locator('.rules')).toBeHidden();
			const principle = step.locator('[data-principle] button');
			await expect(principle).toHaveCount(3);
			await principle.first().focus();
			await page.keyboard.press('Enter');
			await expect(step.locator('[data-principle] [role="status"]')).not.toBeEmpty();
			await expect(step.locator('.rules')).toBeVisible();

			await list.focus();
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('ArrowRight');
			const zero = list.locator('[data-step="zero"]');
			const options = zero.locator('input[type="radio"]');
			await options.first().focus();
			await page.keyboard.press('Space');
			await expect(zero.locator('[data-verdict="mistake"]')).toBeVisible();
			await zero.locator('input[value="b"]').focus();
			await page.keyboard.press('Space');
			await expect(zero.locator('[data-verdict="right"]')).toBeVisible();

			await list.focus();
			await page.keyboard.press('ArrowRight');
			const first = list.locator('[data-exercise="first-step"]');
			// Given up: the solution is read, the step shows, and it does not count as solved.
			await first.locator('[data-solution] summary').focus();
			await page.keyboard.press('Enter');
			await expect(first).toHaveAttribute('data-outcome', 'shown');
			await expect(list.locator('[data-equation="first-step"]')).toBeVisible();
			await list.focus();
			await page.keyboard.press('End');
			await expect(list.locator('[data-step="merge"]')).toHaveAttribute('aria-current', 'step');
		});

		test('answers the exercises at the end, and finds what is solved after a reload and on the page of progress', async ({
			page
		}) => {
			await open(page, `/${language}/lora/`);
			const count = page.locator('[data-exercise="count"]');
			// Numbered in the order of the page, those in steps of the derivation included.
			const label = (n: number): string => (language === 'en' ? `Exercise ${n}` : `연습 문제 ${n}`);
			for (const [i, exercise] of (await page.locator('[data-exercise]').all()).entries()) {
				await expect(exercise).toHaveAttribute('aria-label', label(i + 1));
				await expect(exercise.locator('.label')).toContainText(label(i + 1));
			}
			const numbered = await count.getAttribute('aria-label');
			await answer(page, count, 'r*m*n');
			await expect(count.locator('[data-verdict="mistake"]')).toBeVisible();
			await answer(page, count, 'r(m+n)');
			await expect(count).toHaveAttribute('data-outcome', 'right');
			const order = page.locator('[data-exercise="one-step"]');
			await order.locator('.check').focus();
			await page.keyboard.press('Enter');
			await expect(order.locator('[data-verdict="wrong"]')).toBeVisible();
			// Selection sort, by the buttons of the list.
			const wanted = ['forward', 'residual', 'outer', 'gradients', 'update'];
			for (const [place, id] of wanted.entries()) {
				const item = order.locator(`[data-item="${id}"]`);
				const placeOf = () => item.evaluate((e) => [...(e.parentElement?.children ?? [])].indexOf(e));
				while ((await placeOf()) > place) await item.locator('button').first().press('Enter');
			}
			await order.locator('.check').press('Enter');
			await expect(order).toHaveAttribute('data-outcome', 'right');

			await page.reload();
			await page.locator('html[data-hydrated]').waitFor();
			await expect(count).toHaveAttribute('data-outcome', 'right');
			await expect(count.locator('input[type="text"]')).toHaveValue('r(m+n)');

			await open(page, `/${language}/article/`);
			await page.locator('[data-claim="brackets"] button[value="needs-a-word"]').click();
			await page.locator('[data-claim="same-rank"] button[value="stands"]').click();

			await open(page, `/${language}/progress/`);
			await expect(page.locator('output[name="tally-decided"]')).toHaveAttribute('data-value', '2');
			const row = page.locator('[data-progress="lora"]');
			await expect(row.locator('output[name="solved"]')).toHaveAttribute('data-value', '2');
			await page.locator('[name="handed-in-by"]').fill('민지 Kim');
			await page.locator('button.main').click();
			const link = await page.locator('[name="link"]').inputValue();
			await page.goto('about:blank');
			await open(page, new URL(link).pathname + new URL(link).hash);
			await expect(page.locator('h1')).toContainText('민지 Kim');
			const report = page.locator('[data-report="lora"]');
			await expect(report.locator('[data-checked="right"]')).toHaveCount(2);
			await expect(report.locator('strong').filter({ hasText: numbered ?? '' })).toHaveCount(1);
			const decided = page.locator('[data-report="article"] [data-kind="claim"]');
			await expect(decided).toHaveCount(2);
			await expect(decided.and(page.locator('[data-claim="brackets"]'))).toHaveAttribute(
				'data-checked',
				'right'
			);
			const other = decided.and(page.locator('[data-claim="same-rank"]'));
			await expect(other).toHaveAttribute('data-checked', 'wrong');
			// Theirs and ours, side by side.
			await expect(other.locator('[data-verdict="stands"]')).toBeVisible();
			await expect(other.locator('[data-mark="wrong"]')).toBeVisible();
		});
	});
}

test('an exercise has its number before any script has run', async ({ page, baseURL }) => {
	for (const [language, word] of [
		['en', 'Exercise'],
		['ko', '연습 문제']
	] as const) {
		const html = await (await page.request.get(`${baseURL}/${language}/lora/`)).text();
		const labels = [...html.matchAll(/aria-label="([^"]*)" data-exercise=/g)].map(([, label]) => label);
		expect(labels.length).toBeGreaterThan(4);
		expect(labels).toEqual(labels.map((_, i) => `${word} ${i + 1}`));
	}
});

test('what a report claims is checked again: a forged outcome is not believed, a torn link is named', async ({
	page
}) => {
	const forged = JSON.stringify({
		rankscope: 'progress',
		version: 1,
		entries: { 'lora/exercise/count': { value: 'r*m*n', outcome: 'right', tries: 1, day: '2026-11-27' } }
	});
	await open(page, `/en/progress/#work=${Buffer.from(forged).toString('base64url')}`);
	await expect(page.locator('[data-report="lora"] [data-checked]')).toHaveAttribute('data-checked', 'wrong');

	// A run opens in the figure with its settings; one that no state of the lesson has is not made to fit.
	const run = (rank: number) => ({
		value: `method=lora&rank=${rank}&task=gaussian&seed=7&backend=cpu&v=2&digest=0123456789abcdef`,
		...{ outcome: null, tries: 0, day: '2026-11-27' }
	});
	const runs = JSON.stringify({
		rankscope: 'progress',
		version: 1,
		entries: { 'lora/run/0123456789abcdef': run(6), 'lora/run/1123456789abcdef': run(100) }
	});
	await open(page, '/en/');
	await open(page, `/en/progress/#work=${Buffer.from(runs).toString('base64url')}`);
	const lines = page.locator('[data-report="lora"] [data-kind="run"]');
	await expect(lines).toHaveCount(2);
	await expect(lines.nth(1)).toContainText('cannot be set to this run');
	await expect(lines.nth(1).locator('a')).toHaveCount(0);
	await lines.nth(0).getByRole('link', { name: 'Open in the figure' }).click();
	await page.locator('html[data-hydrated]').waitFor();
	const figure = page.locator('[data-figure="adapter"]');
	await expect(figure).toBeInViewport();
	await expect(figure.locator('input[name="rank"]').first()).toHaveValue('6');
	await expect(figure.locator('[name="task"]').first()).toHaveValue('gaussian');
	await expect(page.locator('[data-notices]')).toHaveCount(0);

	await open(page, '/en/');
	await open(page, '/en/progress/#work=eyJyYW5rc2Nv');
	await expect(page.locator('[role="alert"]')).toContainText('could not be read');
});

test('progress is saved as a file, erased after a second question, and comes back from the file', async ({
	page
}) => {
	await open(page, '/en/lora/');
	await answer(page, page.locator('[data-exercise="count"]'), 'r(m+n)');
	await expect(page.locator('[data-exercise="count"]')).toHaveAttribute('data-outcome', 'right');
	await open(page, '/en/progress/');
	const solved = page.locator('[data-progress="lora"] output[name="solved"]');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Save as a file' }).click()
	]);
	const file = await download.path();
	await page.getByRole('button', { name: 'Erase everything' }).click();
	await expect(solved).toHaveAttribute('data-value', '1');
	await page.getByRole('button', { name: 'Erase it really' }).click();
	await expect(solved).toHaveAttribute('data-value', '0');
	await page.locator('[name="progress-file"]').setInputFiles(file);
	await expect(solved).toHaveAttribute('data-value', '1');
	await page
		.locator('[name="progress-file"]')
		.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') });
	await expect(page.getByText('Nothing was added')).toBeVisible();
	await expect(solved).toHaveAttribute('data-value', '1');
});

test('a storage that is broken or forbidden breaks no page', async ({ page }) => {
	await page.addInitScript(() => {
		localStorage.setItem('rankscope.progress', '{"rankscope":');
		Object.defineProperty(Storage.prototype, 'setItem', {
			value: () => {
				throw new DOMException('full', 'QuotaExceededError');
			}
		});
	});
	await open(page, '/en/lora/');
	const count = page.locator('[data-exercise="count"]');
	await answer(page, count, 'r(m+n)');
	await expect(count).toHaveAttribute('data-outcome', 'right');
	await open(page, '/en/progress/');
	await expect(page.locator('.warn')).toContainText('keeps nothing');
});

test('a symbol lights what it names, from the legend, from a formula and from a slider, and says what it is now', async ({
	page
}) => {
	await open(page, '/en/lora/?rank=6');
	const legend = page.locator('.legend');
	await legend.locator('[data-symbol="B"]').focus();
	const card = page.locator('[data-symbol-card="B"]');
	await expect(card).toContainText('left factor');
	await expect(card.locator('.facts')).toHaveAttribute('data-value', '48x6');
	expect(await page.locator('.prose [data-symbol="B"].lit').count()).toBeGreaterThan(10);
	expect(await page.locator('.prose [data-symbol="A"].lit').count()).toBe(0);
	await page.keyboard.press('Escape');
	await expect(card).toHaveCount(0);

	await page.locator('.prose p [data-symbol="r"]').first().hover();
	await expect(page.locator('[data-symbol-card="r"] .facts')).toHaveAttribute('data-value', '6');
	await expect(page.locator('.slider.lit input[name="rank"]')).toHaveCount(1);

	await page.locator('[data-figure="adapter"] input[name="rank"]').focus();
	expect(await page.locator('.prose [data-symbol="r"].lit').count()).toBeGreaterThan(3);
	await tabTo(page, page.locator('[data-figure="adapter"] input[name="alpha"]'), 6);
	await expect(page.locator('[data-symbol-card="alpha"]')).toBeAttached();
});

test('a symbol lights its matrix and its mark in a plot, they light the symbol, and a chart drawn anew stays lit', async ({
	page
}) => {
	await open(page, '/en/lora/?rank=6');
	const adapter = page.locator('[data-figure="adapter"]');
	await page.locator('.legend [data-symbol="B"]').focus();
	await expect(adapter.locator('.matrix [data-symbol="B"].lit')).toHaveCount(1);
	await expect(adapter.locator('.matrix [data-symbol="A"].lit')).toHaveCount(0);
	await adapter.locator('.matrix [data-symbol="A"]').hover();
	await expect(page.locator('[data-symbol-card="A"]')).toContainText('right factor');
	// Of a matrix in a figure the card tells what the figure shows: B begins at zero.
	await adapter.locator('.matrix [data-symbol="B"]').hover();
	await expect(page.locator('[data-symbol-card="B"] .facts')).toHaveText(
		'drawn here: 48 × 6, elements from 0 to 0'
	);
	await adapter.locator('.matrix [data-symbol="A"]').hover();
	await expect(page.locator('.legend [data-symbol="A"].lit')).toHaveCount(1);
	await page.locator('.legend [data-symbol="r"]').focus();
	await expect(adapter.locator('svg [data-symbol="r"].lit')).toHaveCount(1);

	await open(page, '/en/lokr/?rank=3');
	const ranks = page.locator('[data-figure="ranks"]');
	await page.locator('details', { has: ranks }).locator('summary').click();
	await ranks.locator('button').click();
	await expect(ranks.locator('[role="status"]')).toContainText('Rank r at');
	const ring = ranks.locator('.chart svg [data-symbol="r"]');
	await expect(ring).toHaveCount(2);
	const slider = page.locator('[data-figure="adapter"] input[name="rank"]').first();
	await slider.focus();
	await expect(ranks.locator('.chart svg [data-symbol="r"].lit')).toHaveCount(2);
	await page.keyboard.press('ArrowRight');
	await expect(slider).toHaveValue('4');
	await expect(ranks.locator('.chart svg [data-symbol="r"].lit')).toHaveCount(2);
});

test('the first use of a term leads to its entry in the glossary', async ({ page }) => {
	await open(page, '/ko/lora/');
	await page.locator('.prose a.term').first().click();
	await expect(page).toHaveURL(/\/ko\/glossary\/#/);
	await expect(page.locator('dl > div:target')).toBeVisible();
});
