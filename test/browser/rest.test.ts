/** A page that nobody touches comes to rest: what it trains unasked has an end. */
import { expect, open, test, trainedIn } from './pages';

test.use({ ownContext: true });

for (const lesson of ['lora', 'loha'] as const)
	test(`${lesson} trains, fills its curve, and asks nothing more of its workers`, async ({ page }) => {
		await page.addInitScript(() => {
			const watched = window as unknown as { lastAsked: number };
			watched.lastAsked = performance.now();
			const { postMessage } = Worker.prototype;
			Worker.prototype.postMessage = function (this: Worker, ...message: [unknown]) {
				watched.lastAsked = performance.now();
				postMessage.apply(this, message);
			};
		});
		await open(page, `/en/${lesson}/`);
		await trainedIn(page.locator('[data-figure="adapter"]'));
		// The longest rest that it makes by itself is the one before it fills its curve.
		const quietFor = (): Promise<number> =>
			page.evaluate(() => performance.now() - (window as unknown as { lastAsked: number }).lastAsked);
		await expect.poll(quietFor, { timeout: 60_000 }).toBeGreaterThan(2000);
	});
