/** What the tests of exercises and of progress share: an answer by keyboard. */
import type { Locator, Page } from '@playwright/test';

/** Types an answer and hands it in, without the mouse. */
export async function answer(page: Page, exercise: Locator, text: string): Promise<void> {
	const input = exercise.locator('input[type="text"]');
	await input.focus();
	await input.press('Control+a');
	await page.keyboard.type(text);
	await page.keyboard.press('Enter');
}
