/**
 * The architecture's rules bite: each forbidden import, written into a real file's place, is refused by the project's
 * own configuration. Only those rules run, and none of them asks for types, whose program takes half a minute to load.
 */
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const ours = /^(architecture\/|no-restricted)/;
const eslint = new ESLint({
	ruleFilter: ({ ruleId }) => ours.test(ruleId),
	overrideConfig: { languageOptions: { parserOptions: { projectService: false } } }
});

async function complaintsOf(filePath: string, code: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath });
	return (result?.messages ?? []).filter((m) => ours.test(m.ruleId ?? '')).map((m) => m.message);
}

const using = (from: string): string => `import * as it from '${from}';\nexport default it;\n`;

describe('an import', () => {
	test.each([
		['src/math/tensor.ts', '$src/algebra/expression'],
		['src/math/tensor.ts', '../algebra/expression'],
		['src/math/svd.ts', '$src/algebra/expression'],
		['src/algebra/evaluate.ts', '$src/compute/backend'],
		['src/algebra/evaluate.ts', '$src/formula/typed'],
		['src/formula/expression.ts', '$src/adapters/lora'],
		['src/adapters/lora.ts', '$src/compute/backend'],
		['src/compute/program.ts', '$src/adapters/index'],
		['src/models/matrix.ts', '$src/adapters/lora'],
		['src/models/matrix.ts', '$src/compute/program'],
		['src/adapters/lora.ts', '$src/models/matrix'],
		['src/compute/cpu/backend.ts', '../../adapters/lora'],
		['src/compute/webgpu/node.ts', '$src/adapters/lora'],
		['src/compute/program.ts', '$src/files/csv'],
		['src/receipt/run.ts', '$src/experiments/train'],
		['src/schema/field.ts', '$src/receipt/run'],
		['src/schema/field.ts', '$src/math/tensor'],
		['src/experiments/train.ts', '$src/components/training/training'],
		['src/components/training/training.ts', '$src/lesson/training'],
		['src/components/chart/plot.ts', '../../lesson/define'],
		['src/lesson/define.ts', '$lessons/lora/lesson'],
		['src/lesson/define.ts', '$src/article/claims'],
		['src/article/claims.ts', '$lessons/lora/lesson'],
		['src/cli/main.ts', '$src/routes/+layout'],
		['lessons/lora/equations.ts', '$src/cli/main']
	])('in %s of %s goes up or aside, and is refused', async (file, from) => {
		expect(await complaintsOf(file, using(from))).toEqual([expect.stringContaining('Imports go down only')]);
	});

	test.each([
		['src/lesson/define.ts', '$lessons/order'],
		['src/article/claim.ts', '$lessons/order'],
		['src/article/numbers.ts', '$src/adapters/optimum'],
		['src/algebra/evaluate.ts', '$src/math/tensor'],
		['src/adapters/lora.ts', '$src/schema/field'],
		['src/algebra/ops/kron.ts', '../expression'],
		['src/experiments/train.ts', '$src/compute/backend'],
		['lessons/lora/equations.ts', '$src/algebra/expression'],
		['src/formula/mathjs.ts', 'mathjs/number'],
		['src/adapters/lora.ts', '$src/formula/expression'],
		['src/exercises/judge.ts', '$src/formula/typed']
	])('in %s of %s is allowed', async (file, from) => {
		expect(await complaintsOf(file, using(from))).toEqual([]);
	});

	test.each([
		"export const it = await import('$src/experiments/train');\n",
		"export * from '$src/experiments/train';\n",
		"export { train } from '$src/experiments/train';\n",
		"import type { Run } from '$src/experiments/train';\nexport type It = Run;\n",
		"export type It = typeof import('$src/experiments/train');\n"
	])('that goes up is refused however it is written: %s', async (code) => {
		expect(await complaintsOf('src/math/tensor.ts', code)).toEqual([
			expect.stringContaining('Imports go down only')
		]);
	});

	test.each([
		['src/experiments/train.ts', 'svelte'],
		['src/math/tensor.ts', './Matrix.svelte'],
		['src/compute/program.ts', '$src/i18n'],
		['src/compute/program.ts', '../i18n/en'],
		['src/cli/main.ts', '$app/state']
	])('in %s of %s brings Svelte or the interface below components, and is refused', async (file, from) => {
		expect(await complaintsOf(file, using(from))).toEqual([expect.stringContaining('below components')]);
	});

	test.each([
		'katex',
		'katex/dist/katex.mjs',
		'@observablehq/plot',
		'ml-matrix',
		'mathjs',
		'webgpu',
		'$app/paths'
	])('of %s outside its fence is refused', async (library) => {
		for (const file of ['src/experiments/train.ts', 'src/files/csv.ts', 'lessons/lora/equations.ts']) {
			expect(await complaintsOf(file, using(library))).toEqual([expect.stringContaining('may import')]);
		}
	});

	test('of one library inside the fence of another is refused', async () => {
		expect(await complaintsOf('src/math/svd.ts', using('katex'))).toEqual([
			expect.stringContaining('may import katex')
		]);
	});
});

test('a GPUDevice outside src/compute/webgpu is refused, inside it is not', async () => {
	const code = 'export const close = (device: GPUDevice): void => device.destroy();\n';
	expect(await complaintsOf('src/experiments/train.ts', code)).not.toEqual([]);
	expect(await complaintsOf('src/compute/webgpu/device.ts', code)).toEqual([]);
});

test('eval and new Function are refused', async () => {
	expect(await complaintsOf('src/math/tensor.ts', "export const two = eval('1 + 1');\n")).not.toEqual([]);
	expect(
		await complaintsOf('src/math/tensor.ts', "export const f = new Function('return 1');\n")
	).not.toEqual([]);
});

test('a number is written by src/components/numbers alone, in a component as well', async () => {
	const code =
		"export const text = (x: number) => [x.toFixed(2), x.toLocaleString('en'), new Intl.NumberFormat('en')];\n";
	const inComponent = `<script lang="ts">\n\tlet { x }: { x: number } = $props();\n</script>\n\n{x.toPrecision(3)}\n`;
	expect(await complaintsOf('lessons/lora/texts.ts', code)).toHaveLength(3);
	expect(await complaintsOf('src/compute/webgpu/device.ts', code)).toHaveLength(3);
	expect(await complaintsOf('lessons/lora/CountFigure.svelte', inComponent)).toEqual([
		expect.stringContaining('src/components/numbers')
	]);
	expect(await complaintsOf('src/components/numbers/numbers.ts', code)).toEqual([]);
});
