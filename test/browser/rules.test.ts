/** The rules that a step names: their proofs, opened where they are used. */
import { expect, open, test } from './pages';

test('a rule opens its proof by keyboard, keeps its corner, and leaves the reader at their step', async ({
	page
}) => {
	await open(page, '/ko/lora/');
	const step = page.locator('[data-step="gradient-b"]');
	const current = page.locator('[data-derivation] [aria-current="step"]');
	const rule = step.locator('[data-rule="cyclic-trace"]');
	const title = rule.locator('summary');
	await expect(title).toContainText('대각합의 순환');
	await title.focus();
	const before = await title.boundingBox();
	await page.keyboard.press('Enter');
	await expect(rule).toHaveAttribute('open');
	await expect(rule.locator('.display .katex')).toBeVisible();
	const after = await title.boundingBox();
	// A font that comes late moves a line by less than a pixel.
	expect(Math.abs((after?.y ?? NaN) - (before?.y ?? NaN))).toBeLessThan(1);
	expect((after?.x ?? 0) + (after?.width ?? 0)).toBe((before?.x ?? 0) + (before?.width ?? 0));
	const [proof, whole] = [await rule.boundingBox(), await step.boundingBox()];
	expect(proof?.width ?? 0).toBeGreaterThan(0.85 * (whole?.width ?? Infinity));
	await expect(current).toHaveAttribute('data-step', 'update');
	await page.keyboard.press('j');
	await expect(current).toHaveAttribute('data-step', 'gradient');
	await title.click();
	await expect(rule).not.toHaveAttribute('open');
	await expect(current).toHaveAttribute('data-step', 'gradient');
});
