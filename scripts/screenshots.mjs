/**
 * Pictures of every page, to look at before a change lands: both languages, wide and at 360 px, light and dark.
 *
 *   npm run build && node scripts/screenshots.mjs [FOLDER]
 *
 * FOLDER is node_modules/.cache/screenshots by default. `--readme` makes docs/screenshot.png alone.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserFlags, findBrowser } from './find-browser.mjs';
import { root } from './install.mjs';
import { lessonIds } from './lessons.mjs';
import { serve } from './serve.mjs';

const pages = [...lessonIds, 'article', 'digits', 'glossary', 'inspect', 'lab', 'plan', 'progress'];
const forReadme = process.argv.includes('--readme');
const folder =
	process.argv.slice(2).find((word) => !word.startsWith('--')) ??
	join(root, 'node_modules/.cache/screenshots');

const { address: base, close } = await serve({ port: 0 });
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserFlags });

/** @param {string} path @param {'light' | 'dark'} colorScheme @param {{ width: number, height: number }} viewport */
async function open(path, colorScheme, viewport) {
	const page = await browser.newPage({ colorScheme, viewport });
	await page.goto(new URL(path, base).href);
	await page.locator('html[data-hydrated]').waitFor();
	await page.waitForLoadState('networkidle');
	return page;
}

if (forReadme) {
	const page = await open('en/lora/', 'light', { width: 1160, height: 900 });
	const figure = page.locator('[data-figure="adapter"]');
	// It trains unasked first.
	await page.locator('[data-figure="adapter"][data-trained*="digest="]').waitFor({ timeout: 60_000 });
	await figure.locator('[data-training] button.main').click();
	await figure.locator('input[name="moment"]').waitFor({ timeout: 60_000 });
	mkdirSync(join(root, 'docs'), { recursive: true });
	await figure.screenshot({ path: join(root, 'docs/screenshot.png') });
} else {
	mkdirSync(folder, { recursive: true });
	for (const language of ['en', 'ko']) {
		for (const name of ['', ...pages.map((id) => `${id}/`)]) {
			for (const width of [1280, 360]) {
				for (const theme of /** @type {const} */ (['light', 'dark'])) {
					const page = await open(`${language}/${name}`, theme, { width, height: 800 });
					// What draws itself only when it is near must have been near once.
					const height = await page.evaluate(() => document.documentElement.scrollHeight);
					for (let y = 0; y < height; y += 700) {
						await page.evaluate((top) => scrollTo(0, top), y);
						await page.waitForTimeout(60);
					}
					await page.evaluate(() => scrollTo(0, 0));
					const file = `${language}-${name.replace('/', '') || 'home'}-${width}-${theme}.png`;
					await page.screenshot({ path: join(folder, file), fullPage: true });
					await page.close();
				}
			}
		}
	}
	console.log(folder);
}
await browser.close();
await close();
