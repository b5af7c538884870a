/** What a reader feels: the page answers while it trains, the choice of a backend is explained, a grid fills at once. */
import type { Page } from '@playwright/test';
import { expect, open, test, trainedIn, valueOf } from './pages';

const figure = (page: Page) => page.locator('[data-figure="adapter"]');
const panel = (page: Page) => figure(page).locator('[data-training]');

test('the choice of a backend is measured, in Korean, explained, remembered, and the reader’s to change', async ({
	page
}) => {
	await open(page, '/ko/lora/?steps=100');
	const choice = panel(page).locator('[data-choice]');
	// The figure trains at once, on the CPU; the two are compared once the hand rests.
	await trainedIn(figure(page));
	await expect(async () => {
		await panel(page).getByRole('button', { name: '새 시드' }).click();
		await trainedIn(figure(page));
		await expect(choice).toHaveAttribute('data-choice', /cpu|webgpu/, { timeout: 8000 });
	}).toPass({ timeout: 80_000 });
	const chosen = (await choice.getAttribute('data-choice')) ?? '';
	const text = await choice.textContent();
	expect(text).toMatch(/\d.*\d/);
	await page.reload();
	await page.locator('html[data-hydrated]').waitFor();
	await trainedIn(figure(page));
	await expect(panel(page).locator('output[name="backend"]')).toHaveAttribute('data-value', chosen);
	expect(await choice.textContent()).toBe(text);
	const other = chosen === 'cpu' ? 'webgpu' : 'cpu';
	await panel(page).locator('summary').click();
	await panel(page).locator('select[name="backend"]').selectOption(other);
	await trainedIn(figure(page));
	await expect(panel(page).locator('output[name="backend"]')).toHaveAttribute('data-value', other);
	await expect(choice).toHaveCount(0);
});

interface Waits {
	readonly messages: number;
	readonly median: number;
	readonly p95: number;
	readonly p99: number;
	readonly most: number;
	/** Durations of tasks over 50 ms, as the browser observed them. */
	readonly longTasks: readonly number[];
}

/** How long messages of the page's own wait, for a second and a half: every task in their way shows. Milliseconds. */
const waitsOf = (page: Page): Promise<Waits> =>
	page.evaluate(async () => {
		const longTasks: number[] = [];
		const observer = new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) longTasks.push(entry.duration);
		});
		observer.observe({ type: 'longtask' });
		const waits: number[] = [];
		const { port1, port2 } = new MessageChannel();
		const end = performance.now() + 1500;
		await new Promise<void>((resolve) => {
			let sent = performance.now();
			port2.onmessage = () => {
				waits.push(performance.now() - sent);
				if (performance.now() > end) {
					resolve();
					return;
				}
				setTimeout(() => {
					sent = performance.now();
					port1.postMessage(0);
				}, 4);
			};
			port1.postMessage(0);
		});
		observer.disconnect();
		waits.sort((a, b) => a - b);
		const at = (share: number): number =>
			Number((waits[Math.floor(share * (waits.length - 1))] ?? NaN).toFixed(2));
		return {
			...{ messages: waits.length, median: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) },
			longTasks
		};
	});

for (const backend of ['cpu', 'webgpu'] as const) {
	test(`while a run trains on ${backend} the page answers: long tasks are rare, and their spread is reported`, async ({
		page
	}, info) => {
		await open(page, `/en/lora/?steps=5000&backend=${backend}&out=64&in=64`);
		// It trains unasked first. Then: what this machine does while the page has nothing to do.
		await trainedIn(figure(page));
		const idle = await waitsOf(page);
		// Charts and code that are loaded once are not what training costs.
		await panel(page).locator('button.main').click();
		await expect.poll(() => valueOf(figure(page), 'step'), { timeout: 60_000 }).toBeGreaterThan(100);
		const training = await waitsOf(page);
		const spread = { idle, training };
		info.annotations.push({ type: 'main thread', description: JSON.stringify(spread) });
		process.stdout.write(`main thread while training on ${backend}: ${JSON.stringify(spread)}\n`);
		// No limit in milliseconds, which the test machine's own load would break: the page lives.
		expect(training.messages).toBeGreaterThan(3);
		await expect(panel(page)).toHaveAttribute('data-training', /training|done/);
	});
}

test('a grid of 64 adapters shows its first cells long before its last, and every cell at the end', async ({
	page
}) => {
	await open(page, '/en/compare/?backend=cpu&gridMost=8&gridSteps=300');
	const grid = page.locator('[data-figure="sweep"]');
	await page.locator('details', { has: grid }).locator('summary').first().click();
	const { first, all } = await grid.evaluate(async (element) => {
		const done = (): number => element.querySelector('progress')?.value ?? 0;
		const before = performance.now();
		element.querySelector<HTMLButtonElement>('[data-sweep] button.main')?.click();
		const until = (count: number): Promise<number> =>
			new Promise((resolve) => {
				const look = (): void => {
					if (done() >= count) resolve(performance.now() - before);
					else requestAnimationFrame(look);
				};
				look();
			});
		return { first: await until(1), all: await until(64) };
	});
	process.stdout.write(
		`a grid of 64: first cell after ${first.toFixed(0)} ms, last after ${all.toFixed(0)} ms\n`
	);
	expect(first).toBeLessThan(all);
	await expect(grid.locator('[data-sweep]')).toHaveAttribute('data-sweep', 'done');
	await expect(grid.locator('td').filter({ hasText: '–' })).toHaveCount(0);
	await expect(grid.locator('td')).toHaveCount(64);
});
