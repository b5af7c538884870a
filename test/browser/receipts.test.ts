/** A receipt of the command line opens behind its lesson, and ends there with the same bits. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, open, slide, test, trainedIn } from './pages';
import { answerOf, root } from './twin';

/** Of another size, rank, target and length than the lessons open with. */
const trained = async (method: string, ...words: readonly string[]): Promise<string> => {
	const common = ['--method', method, '--lr', '0.03', '--seed', '11', '--backend', 'cpu'];
	const answer = await answerOf(['train', ...common, ...words]);
	return String(answer['receipt']);
};

const digestIn = (receipt: string): string => new URLSearchParams(receipt).get('digest') ?? '';
const withoutDigest = (receipt: string): string => receipt.replace(/&digest=.*$/, '');
const figureOf = (page: Page): Locator => page.locator('figure[data-figure="adapter"]');

/** Opens the receipt, which trains, and compares the end with that of replay. */
async function expectSameEnd(page: Page, lesson: string, receipt: string): Promise<void> {
	const digest = digestIn(receipt);
	expect(digest).toMatch(/^[0-9a-f]{16}$/);
	const [replayed] = await Promise.all([
		answerOf(['replay', receipt]),
		open(page, `/en/${lesson}/?${receipt}`)
	]);
	expect(replayed).toMatchObject({ identical: true, digest });
	const figure = figureOf(page);
	await expect(page.locator('[data-notices], [data-receipt-refused]')).toHaveCount(0);
	const written = String(replayed['receipt']);
	await expect(figure).toHaveAttribute('data-receipt', withoutDigest(written));
	expect(await trainedIn(figure)).toBe(written);
	await expect(figure.locator('.panel')).toHaveAttribute('data-training', 'done');
	await expect(figure.locator('[data-expected]')).toHaveAttribute('data-expected', 'identical');
}

test('README’s receipt opens behind the lesson on LoRA and ends with its digest', async ({ page }) => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	await expectSameEnd(page, 'lora', /rankscope -- replay "([^"]+)"/.exec(readme)?.[1] ?? '');
});

test('a receipt of version 2, with defaults left out, opens as what it was', async ({ page }) => {
	await expectSameEnd(
		page,
		'lora',
		'steps=2000&schedule=cosine&seed=5&backend=cpu&v=2&digest=541c45a6be236336'
	);
});

test('a receipt of LoHa ends alike on the page and on the command line', async ({ page }) => {
	const size = ['--out', '32', '--in', '24', '--rank', '3', '--rank2', '2'];
	await expectSameEnd(page, 'loha', await trained('loha', ...size, '--task', 'block:8', '--steps', '200'));
});

test('a receipt of LoKr ends alike on the page and on the command line', async ({ page }) => {
	const size = ['--out', '32', '--in', '48', '--rank', '2', '--factor', '4', '--decompose-both'];
	await expectSameEnd(page, 'lokr', await trained('lokr', ...size, '--task', 'gaussian', '--steps', '200'));
});

for (const [lesson, names] of [
	['lora', ['rank']],
	['loha', ['r1', 'r2']],
	['lokr', ['rank', 'factor']]
] as const) {
	test(`in ${lesson} the trained answer follows slider and keys, bit for bit what replay gives`, async ({
		page
	}) => {
		await open(page, `/en/${lesson}/?steps=200&backend=cpu`);
		const figure = figureOf(page);
		const receipts = [await trainedIn(figure)];
		for (const name of names) {
			const slider = figure.locator(`input[name="${name}"]`);
			await slide(slider, name === 'factor' ? 4 : 5);
			receipts.push(await trainedIn(figure));
			await slider.focus();
			await page.keyboard.press('ArrowRight');
			receipts.push(await trainedIn(figure));
		}
		expect(new Set(receipts).size).toBe(receipts.length);
		for (const receipt of receipts)
			expect(await answerOf(['replay', receipt])).toMatchObject({ identical: true });
	});
}

test('a receipt of the full ΔW opens as a lane of the race and ends alike there', async ({ page }) => {
	const receipt = await trained('full', '--task', 'kron:2x2', '--steps', '100', '--schedule', 'cosine');
	await open(page, `/en/compare/?${receipt}`);
	const race = page.locator('figure[data-figure="race"]');
	const lane = race.locator('[data-method="full"][data-lane]');
	await expect(lane).toHaveAttribute('data-receipt', withoutDigest(receipt));
	await expect(race).toHaveAttribute(
		'data-receipt',
		new RegExp(withoutDigest(receipt).replaceAll(/[.*+?]/g, '.'))
	);
	await race.locator('[data-race] button.main').click();
	await expect(lane).toHaveAttribute('data-trained', receipt, { timeout: 60_000 });
	await expect(race).toHaveAttribute('data-trained', /method=lora.* method=loha.* method=lokr.* method=full/);
});

for (const [language, why] of [
	['en', 'rank: expected an integer from 1 to 64, got “100”'],
	['ko', '실행 기록에 적힌 값은 “100”입니다']
] as const) {
	test(`a receipt that the lesson cannot have is refused by its field, in ${language}`, async ({ page }) => {
		const fields = 'method=lora&out=64&in=64&rank=100&alpha=0&rslora=false&init=default&task=gaussian';
		const rest = 'steps=10&lr=0.01&optimizer=adam&schedule=cosine&seed=5&backend=cpu&v=4';
		await open(page, `/${language}/lora/?${fields}&${rest}`);
		await expect(page.locator('[data-receipt-refused]')).toContainText(why);
		await expect(figureOf(page)).toHaveAttribute('data-receipt', /out=48&in=32&rank=4/);
		await page.locator('[data-receipt-refused] button').click();
		await expect(page.locator('[data-receipt-refused]')).toHaveCount(0);
	});
}

test('a receipt behind the lesson of another method leads to its own, and one that is damaged says what is wrong', async ({
	page
}) => {
	const fields = 'method=lora&out=64&in=32&rank=2&alpha=0&rslora=false&init=default&task=gaussian';
	const receipt = `${fields}&steps=10&lr=0.01&optimizer=adam&schedule=cosine&seed=5&backend=cpu&v=4`;
	await open(page, `/en/loha/?${receipt}`);
	const refused = page.locator('[data-receipt-refused]');
	await expect(refused).toContainText('method: expected loha, got “lora”');
	await refused.locator('a').click();
	await expect(figureOf(page)).toHaveAttribute('data-receipt', receipt);
	await expect(refused).toHaveCount(0);

	await open(page, `/en/compare/?${receipt}`);
	await expect(refused).toContainText('in: expected 64, got “32”');
	await open(page, `/en/lora/?${receipt.replace('rank=2', 'rank=x').replace('v=4', 'v=7')}&factor=2`);
	await expect(refused).toContainText('v: expected a version from 1 to 4, got “7”');
	await expect(refused).toContainText('rank: expected an integer from 1 to 1024, got “x”');
	await expect(refused).toContainText(
		'factor: expected nothing, for it is no option of this method, got “2”'
	);
	await expect(refused.locator('a')).toHaveCount(0);
});
