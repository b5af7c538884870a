import { answer } from './answering';
import { expect, open, test } from './pages';

test.describe('a student', () => {
	test('practises the derivation of LoRA by keyboard, with wrong and right answers, to its end', async ({
		page
	}) => {
		await open(page, '/en/lora/');
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

	test('answers in Korean the exercises at the end, and finds what is solved after a reload and on the page of progress', async ({
		page
	}) => {
		await open(page, '/ko/lora/');
		const count = page.locator('[data-exercise="count"]');
		// Numbered in the order of the page, those in steps of the derivation included.
		const label = (n: number): string => `연습 문제 ${n}`;
		for (const [i, exercise] of (await page.locator('[data-exercise]').all()).entries()) {
			await expect(exercise).toHaveAttribute('aria-label', label(i + 1));
			await expect(exercise.locator('.label')).toContainText(label(i + 1));
		}
		// The first that is seen says where those before it are, and leads there.
		const before = page.locator('[data-exercise] .before');
		await expect(before).toHaveCount(1);
		await expect(count.locator('.before')).toContainText('3');
		await before.locator('button').click();
		await expect(page).toHaveURL(/mode=practice/);
		await expect(page.locator('[data-derivation]')).toBeInViewport();
		await expect(before).toHaveCount(0);
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

		await open(page, '/ko/article/');
		await page.locator('[data-claim="brackets"] button[value="needs-a-word"]').click();
		await page.locator('[data-claim="same-rank"] button[value="stands"]').click();

		await open(page, '/ko/progress/');
		await expect(page.locator('output[name="tally-decided"]')).toHaveAttribute('data-value', '2');
		const row = page.locator('[data-progress="lora"]');
		await expect(row.locator('output[name="solved"]')).toHaveAttribute('data-value', '2');
		await page.locator('[name="handed-in-by"]').fill('민지 Kim');
		await page.locator('#content button.main').click();
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
