/** What a page is before interaction: readable by everybody, at every width, in both themes. One visit an address. */
import type { Page } from '@playwright/test';
import { order } from '../../lessons/order';
import { complaintsInBothThemes, shortened } from './accessibility';
import { lostInForcedColours, overlapsOnPaper } from './media';
import { expect, languages, open, test } from './pages';

const addresses = languages.flatMap((language) =>
	[
		'',
		...order.map((lesson) => `${lesson}/`),
		'article/',
		'digits/',
		'glossary/',
		'inspect/',
		'lab/',
		'plan/',
		'progress/'
	].map((path) => `/${language}/${path}`)
);

/** All of a page at once: what is folded, and what the browser leaves out while it is far off the screen. */
const unfolded = (page: Page): Promise<void> =>
	page.evaluate(() => {
		// What is folded, and the boxes of formulas, as for paper.
		dispatchEvent(new Event('beforeprint'));
		for (const part of document.querySelectorAll<HTMLElement>('[data-step], [data-exercise]'))
			part.style.contentVisibility = 'visible';
	});

/** Where the first figure of a lesson stands as the page opens: its edges, those of its picture and of its first control. */
const firstScreen = (page: Page) =>
	page.evaluate(() => {
		const box = (selector: string): DOMRect | undefined =>
			document.querySelector(`[data-opening] > figure${selector}`)?.getBoundingClientRect();
		const control = box(' .bench > .controls > :first-child');
		return {
			figure: box('')?.bottom ?? NaN,
			picture: box(' .picture')?.top ?? box('')?.top ?? NaN,
			// A lesson whose first figure is set by nothing but its answers has none.
			control: control?.bottom ?? 0
		};
	});

for (const address of addresses) {
	test(`${address} fits 320 px, has no accessibility violation in either theme, and keeps its marks and texts apart in other media`, async ({
		page
	}) => {
		// Two looks at every element of a lesson.
		test.slow();
		await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
		await page.setViewportSize({ width: 1280, height: 800 });
		await open(page, address);
		const isLesson = order.some((lesson) => address.endsWith(`/${lesson}/`));
		if (isLesson) {
			const { figure } = await firstScreen(page);
			expect(figure, 'the first figure is whole on the first screen').toBeLessThanOrEqual(800);
		}
		if (address === '/en/lora/') {
			// The last that the panel of a run comes to know by itself: why it runs where it does.
			const { figure: before } = await firstScreen(page);
			await page.locator('[data-opening] [data-training] :is([data-choice], [data-refused])').waitFor({
				state: 'attached'
			});
			const { figure: after } = await firstScreen(page);
			expect(after, 'what comes to be known moves nothing').toBe(before);
		}
		await page.setViewportSize({ width: 320, height: 740 });
		if (isLesson) {
			const { picture, control } = await firstScreen(page);
			expect(picture, 'on a phone the picture begins on the upper half').toBeLessThan(370);
			expect(control, 'and its first control is under the thumb').toBeLessThanOrEqual(740);
		}
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
