/** The lab: a notebook is written, kept, undone, shared, presented and taken away as a file, by mouse and by keys. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { complaintsOf } from './accessibility';
import { expect, languages, open, test, unwatched } from './pages';

test.use({ ownContext: true });

const cells = (page: Page): Locator => page.locator('[data-cell]');
const cell = (page: Page, kind: string): Locator => page.locator(`[data-cell][data-kind="${kind}"]`);
const number = (page: Page, name: string): Locator => page.locator(`output[name="${name}"]`).first();
const kindsOf = (page: Page): Promise<(string | null)[]> =>
	cells(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-kind')));
const trained = (page: Page): Promise<void> =>
	expect(cell(page, 'experiment').first()).toHaveAttribute('data-status', 'done', { timeout: 60_000 });

async function openLab(page: Page, address: string): Promise<void> {
	await open(page, address);
	await expect(page.locator('[data-lab="open"]')).toBeVisible();
}

for (const language of languages) {
	test(`${language}: a control moves what depends on it; cells are added, moved, split, deleted; all is undone, and kept over a reload`, async ({
		page
	}) => {
		await openLab(page, `/${language}/lab/`);
		await trained(page);
		const first = await kindsOf(page);
		// (2·64·r)·2 + 128 numbers.
		await expect(number(page, 'parameters')).toHaveAttribute('data-value', '640');
		await page.locator('input[type="range"][name="r"]').fill('3');
		await expect(number(page, 'parameters')).toHaveAttribute('data-value', '896');
		await expect(cell(page, 'control').locator('textarea')).toHaveValue('r = 3 in 1..8');
		await trained(page);
		await page.locator('[data-bar="undo"]').click();
		await expect(number(page, 'parameters')).toHaveAttribute('data-value', '640');
		await page.locator('[data-bar="redo"]').click();
		await expect(number(page, 'parameters')).toHaveAttribute('data-value', '896');

		await cell(page, 'control').locator('[data-tool="down"]').click();
		await expect.poll(() => kindsOf(page)).toEqual([first[0], first[2], first[1], ...first.slice(3)]);
		await expect(cell(page, 'control').locator('[data-tool="down"]')).toBeFocused();
		await page.locator('[data-bar="undo"]').click();
		await expect.poll(() => kindsOf(page)).toEqual(first);

		const expression = cell(page, 'expression').first();
		await expression.locator('textarea').fill('rho = rank(run.delta)\nn = parameters(hybrid)');
		await expression.locator('textarea').press('End');
		await expression.locator('[data-tool="split"]').click();
		await expect(cell(page, 'expression')).toHaveCount(2);
		await expect(cell(page, 'expression').last().locator('output[name="n"]')).toHaveAttribute(
			'data-value',
			'896'
		);
		await cell(page, 'expression').last().locator('[data-tool="remove"]').click();
		await expect(cell(page, 'expression')).toHaveCount(1);
		await expect(page.locator('output[name="n"]')).toHaveCount(0);

		await cell(page, 'adapter').locator('[data-tool="fold"]').click();
		await expect(cell(page, 'adapter').locator('textarea')).toHaveCount(0);
		await expect(page.locator('[data-keeping="kept"]')).toBeVisible();
		await page.reload();
		await expect(page.locator('[data-lab="open"]')).toBeVisible();
		await expect(cell(page, 'control').locator('textarea')).toHaveValue('r = 3 in 1..8');
		await expect(cell(page, 'expression')).toHaveCount(1);
		await expect(cell(page, 'adapter').locator('textarea')).toHaveCount(0);
	});
}

test('by keys alone, on a phone: names are offered, a mistake is underlined and said, cells move with the focus in them', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await openLab(page, '/ko/lab/');
	await trained(page);
	const figure = cell(page, 'figure');
	await figure.locator('textarea').focus();
	await page.keyboard.press('Alt+Enter');
	const added = figure.last();
	await expect(added.locator('textarea')).toBeFocused();
	await page.keyboard.type('heatm');
	await expect(added.locator('[role="option"]').first()).toContainText('heatmap');
	// Enter makes a new line while nothing is chosen; the arrow keys choose, and Tab takes the first.
	await expect(added.locator('textarea')).not.toHaveAttribute('aria-activedescendant');
	await page.keyboard.press('Enter');
	await expect(added.locator('textarea')).toHaveValue('heatm\n');
	await page.keyboard.press('Backspace');
	await page.keyboard.press('Tab');
	await expect(added.locator('textarea')).toHaveValue('heatmap()');
	await added.locator('textarea').fill('heatm');
	await expect(added.locator('[role="option"]').first()).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await expect(added.locator('textarea')).toHaveAttribute('aria-activedescendant');
	await page.keyboard.press('Enter');
	await expect(added.locator('textarea')).toHaveValue('heatmap()');
	await page.keyboard.type('run.delta');
	await expect(added.locator('[data-matrix]')).toBeVisible();

	await page.keyboard.press('Alt+ArrowUp');
	await expect(page.locator('[data-cell]').last()).not.toContainText('heatmap');
	await expect(page.locator('textarea:focus')).toHaveValue('heatmap(run.delta)');
	await page.keyboard.type(' + nobody');
	const here = page.locator('[data-cell]:focus-within');
	await expect(here.locator('[data-mistake="missing"]')).toContainText('nobody');
	await expect(here.locator('textarea')).toHaveAttribute('aria-invalid', 'true');
	await page.keyboard.press('Control+z');
	await expect(page.locator('[data-mistake]')).toHaveCount(0);
	await page.keyboard.press('Control+Shift+Z');
	await expect(page.locator('[data-mistake="missing"]')).toBeVisible();
	await page.keyboard.press('Control+z');

	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	expect(await complaintsOf(page, 'main')).toEqual([]);

	await page.locator('[data-bar="present"]').focus();
	await page.keyboard.press('Enter');
	await expect(page.locator('[data-presentation]')).toBeVisible();
	await page.keyboard.press('Home');
	await page.keyboard.press('ArrowRight');
	await expect(page.locator('[data-slide]')).toHaveAttribute('data-kind', 'control');
	await expect(cell(page, 'adapter')).toBeHidden();

	// A second window follows the cell and what is set, works it out itself, and keeps nothing.
	await expect(page.locator('[data-presentation] [data-action="audience"]')).toBeVisible();
	const opening = page.waitForEvent('popup');
	await page.keyboard.press('a');
	const audience = await opening;
	await expect(audience.locator('[data-slide][data-kind="control"]')).toBeVisible({ timeout: 60_000 });
	await expect(page.locator('[data-audiences="1"]')).toBeVisible();
	const slider = page.locator('[data-slide] input[type="range"]').first();
	const name = (await slider.getAttribute('name')) ?? '';
	await slider.focus();
	await page.keyboard.press('End');
	const highest = await slider.inputValue();
	await expect(audience.locator(`[data-slide] input[name="${name}"][type="range"]`)).toHaveValue(highest);
	await audience.keyboard.press('PageDown');
	await expect(page.locator('[data-slide]')).not.toHaveAttribute('data-kind', 'control');
	await expect(audience.locator('[data-slide]')).toHaveAttribute(
		'data-kind',
		(await page.locator('[data-slide]').getAttribute('data-kind')) ?? ''
	);
	await audience.keyboard.press('b');
	await expect(audience.locator('[data-blank]')).toBeVisible();
	await expect(audience.locator('[data-slide]')).toBeHidden();
	await audience.keyboard.press('b');
	await page.locator('[data-leave]').focus();
	await page.keyboard.press('Escape');
	await expect(audience.locator('[data-waiting="left"]')).toBeVisible();
	await audience.close();
	await expect(page.locator('[data-presentation]')).toHaveCount(0);
	await expect(page.locator('[data-bar="present"]')).toBeFocused();
});

test('the list of lessons lies above the bar that stays', async ({ page }) => {
	await openLab(page, '/en/lab/');
	await page.locator('header summary').click();
	const hidden = await page.locator('header ol a').evaluateAll((links) =>
		links.flatMap((link) => {
			const { left, top } = link.getBoundingClientRect();
			const above = document.elementFromPoint(left + 4, top + 4);
			return top < innerHeight && !above?.closest('header ol') ? [link.textContent] : [];
		})
	);
	expect(hidden).toEqual([]);
});

test('an adapter that is renamed is renamed below by one press, and undone by one; how one is written stands under it', async ({
	page
}) => {
	await openLab(page, '/en/lab/');
	await trained(page);
	const source = cell(page, 'adapter').locator('textarea');
	await source.fill((await source.inputValue()).replace('hybrid', 'mine'));
	await expect(page.locator('[data-mistake="missing"]').first()).toContainText('hybrid');
	await page.locator('[data-action="rename"]').click();
	await expect(page.locator('[data-mistake]')).toHaveCount(0);
	await expect(page.locator('[data-action="rename"]')).toHaveCount(0);
	await expect(cell(page, 'adapter')).toBeFocused();
	await expect(cell(page, 'figure').locator('textarea')).toHaveValue(
		'spectrum(run), against = rankBound(mine)'
	);
	await page.locator('[data-bar="undo"]').click();
	await expect(page.locator('[data-action="rename"]')).toBeVisible();
	const how = cell(page, 'adapter').locator('[data-how-to]');
	await how.locator('summary').click();
	await expect(how).toContainText('kron(A, B)');
	expect(await complaintsOf(page, 'main')).toEqual([]);
});

test('a race on a phone: nothing goes sideways, the errors are within reach, its targets and its winner are named, and curve draws it', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await openLab(page, '/en/lab/');
	await trained(page);
	await cell(page, 'adapter')
		.locator('textarea')
		.fill('own = A*B + kron(C, D)\nA: 8x1, B: 1x8, C: 2x2, D: 4x4');
	await cell(page, 'experiment').locator('textarea').fill('all = race(own, steps = 5)');
	await cell(page, 'expression').locator('textarea').fill('n = 2');
	await cell(page, 'figure').locator('textarea').fill('curve(all)');
	const race = cell(page, 'experiment');
	await expect(race.locator('tbody')).toHaveCount(7, { timeout: 60_000 });
	await expect(race.locator('[data-target="low-rank:1"]')).toHaveText('rank 1');
	await expect(race.locator('[data-target="kron:2x2"]')).toHaveText('2×2 ⊗ 4×4');
	await expect(race.locator('[data-race="lokr"]').first()).toContainText('LoKr');
	await expect(race.locator('[data-winners]')).toContainText(/^Smallest error: \S+ on \d targets?/);
	await race.locator('[name="race-error"]').first().scrollIntoViewIfNeeded();
	const error = await race.locator('[name="race-error"]').first().boundingBox();
	expect((error?.x ?? 360) + (error?.width ?? 0)).toBeLessThanOrEqual(360);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await cell(page, 'figure').scrollIntoViewIfNeeded();
	await expect(cell(page, 'figure').locator('[data-lab-figure="race"] svg')).toBeVisible();
	await expect(cell(page, 'figure').locator('[role="img"]')).toHaveAttribute(
		'aria-label',
		/2×2 ⊗ 4×4, LoKr /
	);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	expect(await complaintsOf(page, 'main')).toEqual([]);
});

test('a text cell shows Markdown and maths, and nothing of HTML; a long run is stopped, and run again', async ({
	page
}) => {
	await openLab(page, '/en/lab/');
	await page.locator('[data-menu="file"] summary').click();
	await page.locator('[data-bar="create"]').click();
	const text = cell(page, 'text');
	await text
		.locator('textarea')
		.fill('# Mine\n\n$A \\otimes B$ <img src=x onerror=alert(1)> [x](javascript:alert(1))');
	await text.locator('textarea').press('Escape');
	await expect(text.locator('textarea')).toHaveCount(0);
	await expect(text.locator('.katex')).toHaveCount(1);
	await expect(text.locator('img, a')).toHaveCount(0);
	await expect(text).toContainText('<img src=x');

	await page.locator('[data-add="experiment"]').click();
	const experiment = cell(page, 'experiment');
	await experiment
		.locator('textarea')
		.fill(
			'long = train(lora, out = 256, in = 256, rank = 8, task = "gaussian", steps = 100000, lr = 0.01, seed = 1, backend = "cpu")'
		);
	await experiment.locator('[data-stop]').click();
	await expect(experiment).toHaveAttribute('data-status', 'stopped');
	await experiment
		.locator('textarea')
		.fill('long = train(lora, out = 16, in = 16, rank = 2, steps = 50, seed = 1)');
	await expect(experiment).toHaveAttribute('data-status', 'done', { timeout: 60_000 });
	await expect(experiment.locator('output[name="step"]')).toHaveAttribute('data-value', '50');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		experiment.locator('[data-action="peft"]').click()
	]);
	expect(download.suggestedFilename()).toBe('long-lora.zip');
	const zip = await readFile(await download.path());
	expect(zip.toString('latin1')).toContain('long/adapter_model.safetensors');
	await expect(page.locator('[data-said]')).toContainText('rank 2');
});

test('a link holds the notebook; a receipt opens as one, and trains that very run; a damaged link is said to be one', async ({
	page
}) => {
	await openLab(
		page,
		'/en/lab/?method=lora&out=16&in=16&rank=2&task=identity&steps=60&lr=0.02&seed=5&backend=cpu&v=2'
	);
	await trained(page);
	const receipt = new URLSearchParams(
		(await page.locator('[data-trained]').first().getAttribute('data-trained')) ?? ''
	);
	for (const [name, value] of Object.entries({
		method: 'lora',
		rank: '2',
		steps: '60',
		seed: '5',
		task: 'identity'
	}))
		expect(receipt.get(name)).toBe(value);
	expect(receipt.get('digest')).toMatch(/^[0-9a-f]{16}$/);
	await expect(page).toHaveURL(/\/en\/lab\/$/);

	const before = await page
		.locator('textarea')
		.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
	// Without the clipboard the link stands on the page.
	await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
	await page.locator('[data-bar="share"]').click();
	const link = await page.locator('input[name="link"]').inputValue();
	await open(page, '/en/');
	await openLab(page, new URL(link).pathname + new URL(link).hash);
	expect(
		await page.locator('textarea').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))
	).toEqual(before);
	await expect(page).toHaveURL(/\/en\/lab\/$/);
	await open(page, '/en/');
	await openLab(page, '/en/lab/#n=1AAAA');
	await expect(page.locator('[data-problem="damaged"]')).toBeVisible();
	expect(await page.locator('textarea').count()).toBeGreaterThan(0);
});

test('of two windows with one notebook the other follows; where both have changed it, one is asked and both can be kept', async ({
	page,
	context
}) => {
	await openLab(page, '/en/lab/');
	await page.locator('[data-add="text"]').click();
	await cell(page, 'text').last().locator('textarea').fill('one');
	await expect(page.locator('[data-keeping="kept"]')).toBeVisible();
	const other = await context.newPage();
	await openLab(other, '/en/lab/');
	await expect(cell(other, 'text').last()).toContainText('one');
	await cell(page, 'text').last().locator('textarea').fill('two');
	await expect(cell(other, 'text').last()).toContainText('two');

	// What this window would write waits until the other one has written.
	await page.evaluate(() => {
		const [real, held] = [window.setTimeout.bind(window), [] as (() => void)[]];
		Object.assign(window, {
			setTimeout: (work: () => void, delay = 0) => (delay >= 300 ? held.push(work) : real(work, delay)),
			letGo: () => held.forEach((work) => work())
		});
	});
	await cell(page, 'text').last().locator('textarea').fill('mine');
	await cell(other, 'text').last().locator('[data-tool="edit"]').click();
	await cell(other, 'text').last().locator('textarea').fill('theirs');
	await expect(other.locator('[data-keeping="kept"]')).toBeVisible();
	await page.evaluate(() => (window as unknown as { letGo: () => void }).letGo());
	await expect(page.locator('[data-conflict]')).toBeVisible();
	await expect(cell(page, 'text').last().locator('textarea')).toHaveValue('mine');
	await page.locator('[data-both]').click();
	await expect(page.locator('[data-keeping="kept"]')).toBeVisible();
	await page.locator('[data-menu="shelf"] summary').click();
	await expect(page.locator('[data-kept]')).toHaveCount(2);
	await expect(cell(other, 'text').last().locator('textarea')).toHaveValue('theirs');
	await other.close();
});

unwatched(
	'a notebook saved as one HTML file runs from a disk without a network, trains, and can be saved again',
	async ({ page, browser }, testInfo) => {
		await openLab(page, '/ko/lab/');
		await trained(page);
		await page.locator('input[type="range"][name="r"]').fill('3');
		const saved = async (from: Page, name: string): Promise<string> => {
			await from.locator('[data-menu="file"] summary').click();
			const [download] = await Promise.all([
				from.waitForEvent('download'),
				from.locator('[data-bar="page"]').click()
			]);
			const path = testInfo.outputPath(name);
			await writeFile(path, await readFile(await download.path()));
			return path;
		};
		const context = await browser.newContext({ offline: true });
		const complaints: string[] = [];
		const visit = async (path: string): Promise<Page> => {
			const file = await context.newPage();
			file.on('console', (message) => {
				if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
			});
			file.on('pageerror', (error) => complaints.push(String(error)));
			file.on('request', (request) => {
				if (!/^(file|blob|data):/.test(request.url())) complaints.push(`a request to ${request.url()}`);
			});
			await file.goto(`file://${path}`);
			await expect(file.locator('[data-lab="open"]')).toBeVisible();
			return file;
		};
		const file = await visit(await saved(page, 'one.html'));
		await expect(file.locator('html')).toHaveAttribute('lang', 'ko');
		await trained(file);
		await expect(number(file, 'parameters')).toHaveAttribute('data-value', '896');
		await file.locator('input[type="range"][name="r"]').fill('4');
		await expect(number(file, 'parameters')).toHaveAttribute('data-value', '1152');
		await trained(file);
		const again = await visit(await saved(file, 'two.html'));
		await trained(again);
		await expect(number(again, 'parameters')).toHaveAttribute('data-value', '1152');
		expect(complaints).toEqual([]);
		await context.close();
	}
);
