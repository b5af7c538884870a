/** The budget of a real model: what a reader sets, pastes and takes over, and where it is kept. */
import { expect, languages, open, test, valueOf } from './pages';

const config = {
	model_type: 'llama',
	vocab_size: 1000,
	hidden_size: 64,
	num_hidden_layers: 2,
	num_attention_heads: 4,
	num_key_value_heads: 2,
	intermediate_size: 128
};

test('numbers, file and share of a run that PEFT measured, set by hand; a method taken over; the same after a reload', async ({
	page
}) => {
	await open(page, '/en/plan/');
	const budget = page.locator('[data-figure="budget"]');
	for (const name of ['q_proj', 'v_proj']) await budget.locator(`[data-module="${name}"]`).click();
	await expect(budget.locator('input[name="modules"]')).toHaveValue('q_proj,v_proj');
	await budget.locator('input[name="rank"]').fill('32');
	await expect(budget.locator('output[name="parameters"]')).toHaveAttribute('data-value', '9175040');
	expect(await valueOf(budget, 'file-bytes')).toBe(36_715_216);
	expect(await valueOf(budget, 'share')).toBe(0.2848);
	await expect(budget.getByText('trainable params: 9,175,040 || all params: 3,221,924,864')).toBeVisible();

	const row = page.locator('[data-row="loha"]');
	await expect(row).toHaveAttribute('data-rank', '16');
	await row.getByRole('button').press('Enter');
	await expect(budget.locator('select[name="method"]')).toHaveValue('loha');
	await expect(page).toHaveURL(/method=loha/);
	await page.reload();
	await expect(budget.locator('input[name="rank"]')).toHaveValue('16');
	await expect(budget.locator('output[name="parameters"]')).toHaveAttribute('data-value', '9175040');
});

for (const language of languages) {
	test(`${language}: a pasted config.json is counted and kept in the address; what is wrong is said where it stands`, async ({
		page
	}) => {
		await open(page, `/${language}/plan/`);
		const budget = page.locator('[data-figure="budget"]');
		await budget.locator('summary').first().click();
		const field = budget.locator('textarea[name="config"]');
		await field.fill('{"model_type":"unheard-of"}');
		await expect(budget.locator('[data-config-status]')).toContainText('unheard-of');
		await field.fill(JSON.stringify(config));
		// r 16 on all seven matrices of both layers.
		const trained = 2 * 16 * (2 * 128 + 2 * 96 + 3 * 192);
		await expect(budget.locator('output[name="parameters"]')).toHaveAttribute('data-value', String(trained));
		await expect(page).toHaveURL(/config=/);

		const modules = budget.locator('input[name="modules"]');
		await modules.fill('c_attn');
		await expect(budget.locator('.trouble')).toContainText('c_attn');
		await expect(budget.locator('output[name="parameters"]')).toHaveCount(0);
		await modules.fill('q_proj');
		await expect(budget.locator('output[name="parameters"]')).toHaveAttribute('data-value', '4096');
		const batch = budget.locator('input[name="batch"]');
		await batch.fill('0');
		await expect(batch).toHaveAttribute('aria-invalid', 'true');
		await expect(page).toHaveURL(/modules=q_proj/);
		await page.reload();
		await expect(budget.locator('output[name="parameters"]')).toHaveAttribute('data-value', '4096');
	});
}
