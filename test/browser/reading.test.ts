/** What a page is before interaction: readable by everybody, at every width, in both themes. One visit an address. */
import type { Page } from '@playwright/test';
import { order } from '../../lessons/order';
import { complaintsInBothThemes, shortened } from './accessibility';
import { lostInForcedColours, overlapsOnPaper } from './media';
import { expect, languages, open, test } from './pages';

const addresses = languages.flatMap((language) =>
	['', ...order.map((lesson) => `${lesson}/`), 'article/', 'glossary/', 'progress/'].map(
		(path) => `/${language}/${path}`
	)
);

/** All of a page at once: what is folded, and what the browser leaves out while it is far off the screen. */
const unfolded = (page: Page): Promise<void> =>
	page.evaluate(() => {
		for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
		for (const part of document.querySelectorAll<HTMLElement>('[data-step], [data-exercise]'))
			part.style.contentVisibility = 'visible';
	});

for (const address of addresses) {
	test(`${address} fits 320 px, has no accessibility violation in either theme, and keeps its marks and texts apart in other media`, async ({
		page
	}) => {
		// Two looks at every element of a lesson.
		test.slow();
		await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
		await page.setViewportSize({ width: 320, height: 740 });
		await open(page, address);
		await unfolded(page);
		expect(
			await page.evaluate(() => document.documentElement.scrollWidth),
			'nothing makes the page scroll sideways'
		).toBeLessThanOrEqual(320);

		await shortened(page, async () => {
			// Of A4, the room between its margins.
			await page.setViewportSize({ width: 680, height: 960 });
			expect(await overlapsOnPaper(page), 'on paper').toEqual([]);

			await page.setViewportSize({ width: 1280, height: 800 });
			expect(await lostInForcedColours(page), 'in forced colours').toEqual([]);
			expect(await complaintsInBothThemes(page)).toEqual({ light: [], dark: [] });
		});
	});
}
