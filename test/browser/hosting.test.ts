/** What a host that can only serve files does with the site: at addresses that have a page, and at those that have none. */
import type { Page } from '@playwright/test';
import { order } from '../../lessons/order';
import { serve } from '../../scripts/serve.mjs';
import { expect, languages, open, test } from './pages';

const title = { en: 'There is no page at this address', ko: '이 주소에는 페이지가 없습니다' };

/** The console says that the document was not found: it was asked for. And a host of a test's own is no stranger. */
const oneMissing = (complaints: string[], own = ' '): void =>
	expect(complaints.splice(0).filter((line) => !line.includes('404') && !line.includes(own))).toEqual([]);

/** Every link of what is shown leads to a page. */
async function allLead(page: Page): Promise<void> {
	const links = await page
		.locator('main a')
		.evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
	expect(links.length).toBeGreaterThan(order.length);
	for (const link of links) expect((await page.request.get(link)).status(), link).toBe(200);
}

test.describe('an address without a page', () => {
	for (const under of ['', '/notes']) {
		test(`speaks the language of the address, at any depth of a site in the folder "${under}"`, async ({
			page,
			watched
		}) => {
			const host = await serve({ port: 0, under });
			try {
				for (const language of languages) {
					for (const path of [`${language}/nothing/`, `${language}/lora/deeper/and/deeper?present=1`]) {
						const answer = await page.goto(host.address + path);
						expect(answer?.status()).toBe(404);
						await expect(page).toHaveTitle(`${title[language]} · Rankscope`);
						await expect(page.locator('html')).toHaveAttribute('lang', language);
						await expect(page.locator('h1')).toHaveText(`${title[language]}.`);
						await expect(page.locator('h1')).toBeVisible();
						await expect(page.locator('base')).toHaveAttribute('href', `${under}/`);
						await allLead(page);
					}
				}
				await page.goto(`${host.address}nothing`);
				await expect(page.locator('h1')).toHaveText(Object.values(title).map((text) => `${text}.`));
				// Where the site begins is known once its files are found there.
				await expect(page.locator('base')).toHaveAttribute('href', `${under}/`);
				await page.locator('a[href="ko/lora/"]').click();
				await expect(page).toHaveURL(`${host.address}ko/lora/`);
				await page.locator('html[data-hydrated]').waitFor();
			} finally {
				await host.close();
			}
			oneMissing(watched.complaints, new URL(host.address).origin);
		});
	}

	test.describe('without JavaScript', () => {
		test.use({ ownContext: true, javaScriptEnabled: false });

		test('speaks both languages, and its links lead', async ({ page, watched }) => {
			const answer = await page.goto('/ko/nothing/here/');
			expect(answer?.status()).toBe(404);
			await expect(page).toHaveTitle(`${title.en} · ${title.ko} · Rankscope`);
			await expect(page.locator('h1')).toHaveText(Object.values(title).map((text) => `${text}.`));
			await allLead(page);
			oneMissing(watched.complaints);
		});
	});
});

test('pages may not be framed by others, and what never changes is kept', async ({ page }) => {
	const answer = await page.request.get('/en/lora/');
	expect(answer.headers()['content-security-policy']).toBe("frame-ancestors 'none'");
	const script = /_app\/immutable\/[\w./-]+\.js/.exec(await answer.text())?.[0] ?? '';
	expect((await page.request.get(`/${script}`)).headers()['cache-control']).toContain('immutable');
});

test.describe('with its service worker', () => {
	test.use({ ownContext: true, serviceWorkers: 'allow' });

	test('once visited, the site is there without a network: by links, by either form of an address, and where there is no page', async ({
		page,
		context,
		watched
	}) => {
		await open(page, '/en/');
		await page.evaluate(async () => {
			const { active } = await navigator.serviceWorker.ready;
			if (active?.state !== 'activated') {
				await new Promise((resolve) => active?.addEventListener('statechange', resolve, { once: true }));
			}
		});
		await context.setOffline(true);
		await page.locator('.start').click();
		await expect(page).toHaveURL(/\/en\/peft\/$/);
		await page.locator('html[data-hydrated]').waitFor();
		for (const language of languages) {
			await open(page, `/${language}/lora?rank=3`);
			await expect(page).toHaveURL(new RegExp(`/${language}/lora/\\?rank=3`));
			await expect(page.locator('[data-figure="adapter"] input[name="rank"]')).toHaveValue('3');
		}
		const notice = page.locator('footer a[rel="license"]');
		const text = await notice.evaluate(async (a) => (await fetch((a as HTMLAnchorElement).href)).text());
		expect(text).toContain('Permission is hereby granted');
		const answer = await page.goto('/ko/no/such/page');
		expect(answer?.status()).toBe(404);
		await expect(page).toHaveTitle(`${title.ko} · Rankscope`);
		await page.locator('main a[href="ko/low-rank/"]').click();
		await expect(page.locator('[data-derivation] [data-step]').first()).toBeVisible();
		oneMissing(watched.complaints);
	});
});
