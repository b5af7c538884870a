/** The architecture's rules bite: each forbidden import, written into a real file's place, is refused. */
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const eslint = new ESLint();

async function complaintsOf(filePath: string, code: string): Promise<string[]> {
	const [result] = await eslint.lintText(code, { filePath });
	return (result?.messages ?? []).filter((m) => m.ruleId?.startsWith('no-restricted')).map((m) => m.message);
}

const using = (from: string): string => `import * as it from '${from}';\nexport default it;\n`;

describe('an import', () => {
	test.each([
		['src/math/tensor.ts', '$src/algebra/expression'],
		['src/algebra/evaluate.ts', '$src/compute/backend'],
		['src/adapters/lora.ts', '$src/compute/backend'],
		['src/compute/program.ts', '$src/adapters/index'],
		['src/compute/program.ts', '$src/interop/csv'],
		['src/receipt/run.ts', '$src/experiments/train'],
		['src/experiments/train.ts', '$src/components/training/training'],
		['src/components/training/training.ts', '$src/lesson/training.svelte'],
		['src/lesson/define.ts', '$lessons/lora/lesson'],
		['src/cli/main.ts', '$src/routes/+layout'],
		['lessons/lora/equations.ts', '$src/cli/main']
	])('in %s of %s goes up or aside, and is refused', async (file, from) => {
		expect(await complaintsOf(file, using(from))).toEqual([expect.stringContaining('Imports go down only')]);
	});

	test.each([
		['src/lesson/define.ts', '$lessons/order'],
		['src/algebra/evaluate.ts', '$src/math/tensor'],
		['src/experiments/train.ts', '$src/compute/backend'],
		['lessons/lora/equations.ts', '$src/algebra/expression'],
		['src/math/svd.ts', 'ml-matrix']
	])('in %s of %s is allowed', async (file, from) => {
		expect(await complaintsOf(file, using(from))).toEqual([]);
	});

	test.each([
		['src/experiments/train.ts', 'svelte'],
		['src/compute/program.ts', '$src/i18n'],
		['src/cli/main.ts', '$app/paths']
	])('in %s of %s brings Svelte or the interface below components, and is refused', async (file, from) => {
		expect(await complaintsOf(file, using(from))).toEqual([expect.stringContaining('below components')]);
	});

	test.each(['katex', '@observablehq/plot', 'ml-matrix', 'mathjs', 'webgpu'])(
		'of %s outside its fence is refused',
		async (library) => {
			expect(await complaintsOf('src/experiments/train.ts', using(library))).toEqual([
				expect.stringContaining(`may import ${library}`)
			]);
		}
	);

	test('that climbs out of its layer by dots is refused', async () => {
		expect(await complaintsOf('src/compute/cpu/backend.ts', using('../../experiments/train'))).toEqual([
			expect.stringContaining('through an alias')
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
