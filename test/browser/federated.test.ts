/** The end of the page of the digits: clients that train and are averaged, stopped and wound on, and the kernel's ranks. */
import { expect, open, test, valueOf } from './pages';
import { answerOf } from './twin';

const asOptions = (query: string): string[] =>
	[...new URLSearchParams(query)].flatMap(([name, value]) => [`--${name}`, value]);
const escaped = (text: string): string => text.replaceAll(/[.%+*?^${}()|[\]\\]/g, '\\$&');

test('three forms are trained on clients and replayed, the curves say what was sent, a long run is stopped; the ranks of a kernel part and meet', async ({
	page
}) => {
	await open(page, '/en/digits/');
	await page.locator('#federated').scrollIntoViewIfNeeded();
	const federated = page.locator('[data-figure="federated"]');
	const state = federated.locator('[data-federated]');
	await test.step('a short run comes to its end, and its numbers stand in the tables', async () => {
		await federated.locator('input[name="federated-rounds"]').fill('2');
		await federated.locator('input[name="federated-epochs"]').fill('1');
		await federated.getByRole('button', { name: 'Train all three' }).click();
		await expect(state).toHaveAttribute('data-federated', 'done', { timeout: 60_000 });
		const [full, fedpara] = [
			await valueOf(federated, 'full-bytes'),
			await valueOf(federated, 'fedpara-bytes')
		];
		expect(full).toBe(14_090 * 4 * 2 * 8);
		expect(fedpara).toBe(3466 * 4 * 2 * 8);
		expect(await valueOf(federated, 'fedpara-accuracy')).toBeGreaterThan(0.1);
		expect(await valueOf(federated, 'low-rank-rank')).toBe(8);
		expect(await valueOf(federated, 'low-rank-rank-of-mean')).toBeGreaterThan(8);
		await expect(federated.locator('[role="status"]')).toHaveText(
			'Trained: 3 of 3 forms of W, 2 rounds each.'
		);
		await expect(federated.locator('[data-unlike]')).toHaveAttribute('data-unlike', /^\d+$/);
		await expect(federated.locator('svg path[data-of]')).toHaveCount(6);
	});
	await test.step('each form has a receipt, and the command line ends with the same bits', async () => {
		const set = (await federated.getAttribute('data-receipt'))?.split(' ') ?? [];
		const trained = (await federated.getAttribute('data-trained'))?.split(' ') ?? [];
		expect(trained.map((receipt) => receipt.replace(/&digest=[0-9a-f]{16}$/, ''))).toEqual(set);
		const fedpara = trained.find((receipt) => receipt.startsWith('form=fedpara&')) ?? '';
		expect(fedpara).toMatch(/&epochs=1&.*&rounds=2&.*&digest=/);
		expect(await answerOf(['replay', fedpara])).toMatchObject({ identical: true, receipt: fedpara });
	});
	await test.step('another setting forgets them; a run that would take long is stopped by keys', async () => {
		await federated.locator('input[name="federated-epochs"]').fill('10');
		await federated.locator('input[name="federated-rounds"]').fill('80');
		await expect(state).toHaveAttribute('data-federated', 'idle');
		await expect(federated).toHaveAttribute('data-trained', '');
		await federated.locator('[data-start]').press('Enter');
		await expect(federated.locator('svg path[data-of]')).not.toHaveCount(0);
		await federated.getByRole('button', { name: 'Stop' }).press('Enter');
		await expect(state).toHaveAttribute('data-federated', 'stopped');
	});
	await test.step('a kernel of 4 × 20 has ranks 4 and 9, one of 20 × 20 has 9 twice; its equations hold', async () => {
		await page.locator('#proposition-3').scrollIntoViewIfNeeded();
		const kernel = page.locator('[data-figure="proposition-3"]');
		await expect(kernel.locator('[data-equal="false"]')).toBeVisible();
		expect([await valueOf(kernel, 'rank-1'), await valueOf(kernel, 'rank-2')]).toEqual([4, 9]);
		await kernel.locator('input[name="kernelOut"]').fill('20');
		await expect(kernel.locator('[data-equal="true"]')).toBeVisible();
		expect(await valueOf(kernel, 'rank-1')).toBe(9);
		const equations = kernel.locator('[data-equation]');
		await expect(equations.locator('math')).toHaveCount(5);
		await expect(kernel.locator('[data-equation][data-holds="true"]:not([data-checking])')).toHaveCount(5);
	});
});

for (const [language, form, train] of [
	['en', 'FedPara', 'Train all three'],
	['ko', 'FedPara', '세 방법 학습하기']
] as const) {
	test(`a receipt behind the page opens that very run and is found again bit for bit, in ${language}`, async ({
		page
	}) => {
		const settings = 'clients=3&digits=4&rank=2&epochs=1&rate=0.2&rounds=2&seed=9';
		const { receipt } = await answerOf(['federated', '--form', 'fedpara', ...asOptions(settings)]);
		expect(receipt).toContain(`form=fedpara&${settings}&v=`);
		await open(page, `/${language}/digits/?${String(receipt)}`);
		const federated = page.locator('[data-figure="federated"]');
		await expect(federated).toBeInViewport();
		await expect(federated).toHaveAttribute('data-receipt', new RegExp(`form=fedpara&${settings}`));
		await expect(federated.locator('[data-arrived]')).toContainText(form);
		await expect(federated.locator('input[name="federated-clients"]')).toHaveValue('3');
		await federated.getByRole('button', { name: train }).click();
		await expect(federated.locator('[data-expected]')).toHaveAttribute('data-expected', 'identical', {
			timeout: 60_000
		});
		await expect(federated).toHaveAttribute('data-trained', new RegExp(escaped(String(receipt))));
		await federated.locator('input[name="federated-clients"]').fill('4');
		await expect(federated.locator('[data-arrived]')).toHaveCount(0);
		await expect(page).toHaveURL(/federated-clients=4/);
		await page.reload();
		await page.locator('#federated').scrollIntoViewIfNeeded();
		await expect(federated.locator('input[name="federated-clients"]')).toHaveValue('4');
		await expect(federated.locator('input[name="federated-rounds"]')).toHaveValue('2');
	});
}

test('a damaged receipt of a federation says which field stands in the way', async ({ page }) => {
	const fields = 'form=fedpara&clients=99&digits=3&rank=4&epochs=2&rate=0.1&rounds=30&seed=1';
	await open(page, `/en/digits/?${fields}&v=4&digest=0123456789abcdef`);
	const refused = page.locator('[data-receipt-refused]');
	await expect(refused).toContainText('clients: expected an integer from 1 to 16, got “99”');
	await refused.locator('button').click();
	await expect(refused).toHaveCount(0);
});
