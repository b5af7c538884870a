/** From the lab to a lesson and back, in front of an audience: its window goes where the presenter goes. */
import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, languages, test } from './pages';

/** A notebook as a link holds it. */
const packed = (text: string): string => `#n=1${deflateRawSync(text).toString('base64url')}`;

const presentLab = async (page: Page): Promise<void> => {
	await page.locator('[data-bar="present"]').click();
	// What opens a second window comes with the presentation, a moment later: the key waits for it as a hand does.
	await expect(page.locator('[data-presentation] [data-action="audience"]')).toBeVisible();
};

for (const language of languages)
	test(`${language}: the audience of a notebook follows the presenter to a lesson, says when nobody presents, and comes back to the lab`, async ({
		page
	}) => {
		const fence = '```expression\nx = 6 * 7\n```\n';
		await page.goto(`/${language}/lab/${packed(`# One\n\n${fence}`)}`);
		await expect(page.locator('[data-cell]')).toHaveCount(2);
		await presentLab(page);
		const opening = page.waitForEvent('popup');
		await page.keyboard.press('a');
		const audience = await opening;
		await expect(audience.locator('[data-lab="following"]')).toBeVisible({ timeout: 60_000 });
		await expect(page.locator('[data-audiences="1"]')).toBeVisible();
		await page.keyboard.press('ArrowRight');
		await expect(audience.locator('[data-slide]')).toContainText('42');

		// Leaving a presentation is not yet going anywhere.
		await page.locator('[data-leave]').click();
		await expect(audience.locator('[data-waiting="left"]')).toBeVisible();
		await expect(audience.locator('[data-slide]')).toHaveCount(0);

		await page.goto(`/${language}/lora/?present=title`);
		await expect(page.locator('[data-presenter]')).toBeVisible();
		await expect(audience).toHaveURL(new RegExp(`/${language}/lora/\\?.*audience=`));
		await expect(audience.locator('article h1')).toBeVisible();
		await expect(page.locator('[data-audiences="1"]')).toBeVisible();
		await page.keyboard.press('ArrowRight');
		await expect(audience.locator('[data-predict="bars"]')).toBeVisible();

		await page.goto(`/${language}/lab/`);
		await expect(page.locator('[data-lab="open"]')).toBeVisible();
		await presentLab(page);
		await expect(audience).toHaveURL(new RegExp(`/${language}/lab/\\?.*audience=`));
		await expect(audience.locator('[data-lab="following"]')).toBeVisible();
		await expect(audience.locator('[data-slide]')).toContainText('One');
	});
