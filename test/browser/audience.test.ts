/** The audience's window: in step with the presenter's, without controls, and without answers before they are revealed. */
import type { Page } from '@playwright/test';
import { complaintsInBothThemes, shortened } from './accessibility';
import { expect, open, test, valueOf } from './pages';
import { isAt, openAudience, present } from './presenting';

test('presenter and audience in Korean are in step, and the answer is hidden until it is revealed', async ({
	page
}) => {
	await present(page, '/ko/lora/?present=predict-bars');
	const audience = await openAudience(page);
	const question = audience.locator('[data-predict="bars"]');
	await expect(question).toBeVisible();
	await expect(audience.locator('[data-figure="adapter"]')).toBeHidden();
	await expect(question.locator('[data-truth]')).toHaveCount(0);
	await expect(audience.locator('[data-tally]')).toHaveCount(0);
	await page.locator('[data-predict="bars"] input[name="hands-1"]').fill('4');
	await page.locator('[data-predict="bars"] input[name="hands-2"]').fill('12');
	await expect(audience.locator('[data-tally-bars]')).toHaveCount(0);
	await page.locator('[data-action="reveal"]').click();
	await expect(question.locator('[data-truth]')).toHaveCount(1);
	await expect(audience.locator('[data-tally-bars] li')).toHaveCount(3);
	await expect(audience.locator('[data-tally-bars] li.truth')).toContainText(/12.*16|16.*12/);
	await page.keyboard.press('r');
	await expect(question.locator('[data-truth]')).toHaveCount(0);
	// Notes are the presenter's.
	await expect(page.locator('[data-notes][data-on]')).toBeVisible();
	await expect(audience.locator('[data-notes]:visible')).toHaveCount(0);
});

test('an exercise that was solved on this machine before shows the audience nothing of it until it is revealed', async ({
	page
}) => {
	const orderOf = (window: Page): Promise<(string | null)[]> =>
		window
			.locator('[data-exercise="four-runs"] li')
			.evaluateAll((items) => items.map((item) => item.getAttribute('data-item')));
	const right = ['qlora', 'lora', 'bf16', 'mixed'];
	await open(page, '/en/peft/');
	const ordering = page.locator('[data-exercise="four-runs"]');
	const asked = await orderOf(page);
	for (const [to, id] of right.entries())
		for (let at = (await orderOf(page)).indexOf(id); at > to; at--)
			await ordering.locator(`[data-item="${id}"] button`).first().click();
	await ordering.locator('button.check').click();
	await expect(ordering).toHaveAttribute('data-outcome', 'right');
	const choosing = page.locator('[data-exercise="stays"]');
	await choosing.locator('input[value="weights"]').check();
	await expect(choosing).toHaveAttribute('data-outcome', 'right');
	const typing = page.locator('[data-exercise="seven-lora"]');
	await typing.locator('[data-solution] summary').click();
	await expect(typing).toHaveAttribute('data-outcome', 'shown');

	await present(page, '/en/peft/?present=exercise-four-runs');
	const audience = await openAudience(page);
	await expect(audience.locator('[data-exercise="four-runs"]')).toBeVisible();
	expect(await orderOf(audience)).toEqual(asked);
	expect(asked).not.toEqual(right);
	await expect(audience.locator('[data-exercise="four-runs"] [data-solution]')).toBeHidden();
	await page.keyboard.press('r');
	await expect.poll(() => orderOf(audience)).toEqual(right);
	await expect(audience.locator('[data-exercise="four-runs"] [data-solution] p')).toBeVisible();
	await page.keyboard.press('r');
	await expect.poll(() => orderOf(audience)).toEqual(asked);
	await audience.reload();
	await expect(audience.locator('[data-exercise="four-runs"]')).toBeVisible();
	expect(await orderOf(audience)).toEqual(asked);

	await page.locator('select[name="screen"]').selectOption('exercise-stays');
	await expect(audience.locator('[data-exercise="stays"]')).toBeVisible();
	await expect(audience.locator('[data-exercise="stays"] input:checked')).toHaveCount(0);
	await expect(audience.locator('[data-exercise][data-outcome]')).toHaveCount(0);
	await expect(audience.locator('[data-exercise="stays"] .label')).toHaveText(/^Exercise \d+ *$/);
});

test('either window may be reloaded: both show the same screen and settings again', async ({ page }) => {
	await present(page, '/en/lora/?present=figure-adapter');
	const audience = await openAudience(page);
	await page.locator('[data-figure="adapter"] input[name="rank"]').focus();
	await page.keyboard.press('ArrowRight');
	// The keys of a slider stay the slider's.
	await expect(page.locator('[data-figure="adapter"] input[name="rank"]')).toHaveValue('5');
	await isAt(page, 'figure-adapter');
	await expect.poll(() => valueOf(audience, 'parameters')).toBe(5 * 80);
	await audience.reload();
	await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
	await expect.poll(() => valueOf(audience, 'parameters')).toBe(5 * 80);
	await expect(page.locator('[data-audiences="1"]')).toBeVisible();
	await expect(page).toHaveURL(/rank=5/);
	await page.reload();
	await expect(page.locator('[data-audiences="1"]')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await isAt(page, 'figure-tradeoff');
	await page.keyboard.press('ArrowRight');
	await isAt(page, 'text-1');
	await expect(audience.locator('[data-figure="adapter"]')).toBeHidden();
	await expect(audience.locator('.prose > p:visible').first()).toBeVisible();
});

test('the audience waits where there is no presenter, and says so when one leaves', async ({
	page,
	context
}) => {
	await present(page, '/en/lora/?present=title');
	const audience = await openAudience(page);
	await page.keyboard.press('Escape');
	await expect(audience.locator('[data-waiting="left"]')).toBeVisible();
	await expect(audience.locator('article')).toBeHidden();
	const alone = await context.newPage();
	await open(alone, '/ko/lora/?audience=nobody1');
	await expect(alone.locator('[data-waiting="waiting"] h1')).toHaveText('발표자를 기다리고 있습니다');
	await expect(alone.locator('article')).toBeHidden();
});

test('a clicker works in the audience’s window too; there is nothing else to press', async ({ page }) => {
	await present(page, '/en/lora/?present=predict-bars');
	const audience = await openAudience(page);
	await audience.keyboard.press('PageDown');
	await isAt(page, 'figure-adapter');
	await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
	// A number that is set is shown, and is nothing to press.
	await expect(audience.locator('article')).toHaveAttribute('inert');
	await expect(
		audience.locator('article :is(input:not([type="text"]), button, summary):visible')
	).toHaveCount(0);
	await audience.keyboard.press('b');
	await expect(audience.locator('[data-blank]')).toBeVisible();
	await expect(audience.locator('article')).toBeHidden();
	await expect(page.locator('[data-blank]')).toBeVisible();
	await page.keyboard.press('PageDown');
	await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
});

test('a message that is none is ignored, and said to be', async ({ page }) => {
	await present(page, '/en/lora/?present=title');
	const audience = await openAudience(page);
	const channel = new URL(audience.url()).searchParams.get('audience') ?? '';
	await page.evaluate((name) => {
		const other = new BroadcastChannel(`rankscope.present.${name}`);
		other.postMessage({ version: 2, kind: 'shown', lesson: 'lora', language: 'en', query: 'a b' });
	}, channel);
	await expect(audience.locator('[data-ignored="query"]')).toBeVisible();
	await expect(audience.locator('article h1')).toBeVisible();
	await page.keyboard.press('ArrowRight');
	await expect(audience.locator('[data-ignored]')).toHaveCount(0);
});

test('the demo’s key sets the next receipt and trains, and the audience trains the same run', async ({
	page
}) => {
	await present(page, '/en/lora/?present=title&backend=cpu');
	const audience = await openAudience(page);
	await page.locator('[data-action="script"]').click();
	const script = page.locator('textarea[name="script"]');
	await script.fill('present=figure-adapter&rank=0');
	await expect(page.locator('dialog .problem')).toContainText(
		'Line 1, rank: expected an integer from 1 to 64'
	);
	await expect(page.locator('dialog button.main')).toBeDisabled();
	await script.fill(
		'present=figure-adapter&rank=2&steps=60&backend=cpu&seed=5\nrank=3&steps=60&backend=cpu&seed=5'
	);
	await page.locator('dialog button.main').click();
	const done = (window: Page) =>
		expect(window.locator('[data-figure="adapter"] [data-training]')).toHaveAttribute(
			'data-training',
			'done',
			{
				timeout: 60_000
			}
		);
	for (const rank of [2, 3]) {
		await page.keyboard.press('d');
		await isAt(page, 'figure-adapter');
		await expect.poll(() => valueOf(audience, 'parameters')).toBe(rank * 80);
		await expect.poll(() => valueOf(page, 'step'), { timeout: 60_000 }).toBe(60);
		await done(page);
		await done(audience);
		expect(await valueOf(audience, 'loss')).toBe(await valueOf(page, 'loss'));
	}
	await expect(page).toHaveURL(/rank=3/);
});

async function expectReadable(window: Page): Promise<void> {
	expect(await shortened(window, () => complaintsInBothThemes(window))).toEqual({ light: [], dark: [] });
	await window.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

test('neither window has an accessibility violation in either theme', async ({ page }) => {
	// Five looks at a whole lesson.
	test.slow();
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await present(page, '/ko/lora/?present=predict-bars');
	const audience = await openAudience(page);
	await audience.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.locator('[data-predict="bars"] input[name="hands-1"]').fill('4');
	await page.locator('[data-action="reveal"]').click();
	await expect(audience.locator('[data-tally-bars]')).toBeVisible();
	await expectReadable(page);
	await expectReadable(audience);
	await page.locator('[data-action="next"]').click();
	await expect(audience.locator('[data-figure="adapter"]')).toBeVisible();
	await expectReadable(page);
	await expectReadable(audience);
	await page.locator('[data-action="link"]').click();
	await expect(page.locator('dialog')).toBeVisible();
	await expectReadable(page);
});
