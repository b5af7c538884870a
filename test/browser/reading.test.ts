/** What a page is before interaction: readable by everybody, at every width, in both themes. One visit an address. */
import type { Page } from '@playwright/test';
import { order } from '../../lessons/order';
import { colourRules, complaintsOf } from './accessibility';
import { expect, languages, open, test } from './pages';

const addresses = languages.flatMap((language) =>
	['', ...order.map((lesson) => `${lesson}/`), 'article/'].map((path) => `/${language}/${path}`)
);

/** All of a page at once: what is folded, and what the browser leaves out while it is far off the screen. */
const unfolded = (page: Page): Promise<void> =>
	page.evaluate(() => {
		for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
		for (const part of document.querySelectorAll<HTMLElement>('[data-step], [data-exercise]'))
			part.style.contentVisibility = 'visible';
	});

/** The page in the colours that it was just given: a busy one may be a frame behind. */
const painted = (page: Page): Promise<void> =>
	page.evaluate(
		() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
	);

for (const address of addresses) {
	test(`${address} fits a screen of 360 px and has no accessibility violation in either theme`, async ({
		page
	}) => {
		// Two looks at every element of a lesson.
		test.slow();
		await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
		await page.setViewportSize({ width: 360, height: 740 });
		await open(page, address);
		await unfolded(page);
		expect(
			await page.evaluate(() => document.documentElement.scrollWidth),
			'nothing makes the page scroll sideways'
		).toBeLessThanOrEqual(360);

		await page.setViewportSize({ width: 1280, height: 800 });
		expect(await complaintsOf(page), 'in the light theme').toEqual([]);
		await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
		await painted(page);
		expect(await complaintsOf(page, { only: colourRules }), 'in the dark theme').toEqual([]);
	});
}
