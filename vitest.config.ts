/** Tests without a browser: `unit` everywhere, `built` on the site in build/, `gpu` on real WebGPU under Node. */
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { vulkanEnvironment } from './scripts/vulkan.mjs';

const folder = import.meta.dirname;
const alias = { $src: join(folder, 'src'), $lessons: join(folder, 'lessons') };
const setupFiles = ['test/silence.ts'];

/** Without it Dawn clears workgroup memory first, and the software GPU takes seconds to compile each shader. */
const FAST_SHADERS = 'enable-dawn-features=disable_workgroup_init';

const gpu = (name: string, features: string, include: string[]) => ({
	resolve: { alias },
	test: {
		name,
		include,
		setupFiles,
		pool: 'forks' as const,
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 60_000,
		env: { ...vulkanEnvironment(), DAWN_FEATURES: features }
	}
});

export default defineConfig({
	test: {
		projects: [
			{
				plugins: [svelte()],
				resolve: { alias },
				test: { name: 'unit', include: ['test/unit/**/*.test.ts'], setupFiles, testTimeout: 60_000 }
			},
			{
				plugins: [svelte()],
				resolve: { alias },
				test: { name: 'built', include: ['test/built/**/*.test.ts'], setupFiles, testTimeout: 60_000 }
			},
			gpu('gpu', FAST_SHADERS, ['test/gpu/**/*.test.ts']),
			// Once as browsers do it: a read of memory that was never written must not hide.
			gpu('gpu-cleared', '', ['test/gpu/cleared.test.ts'])
		]
	}
});
