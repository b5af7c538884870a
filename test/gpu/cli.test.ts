import { expect, test } from 'vitest';
import { answerOf, words } from '../unit/terminal';

const run = { method: 'lora', out: 64, in: 64, rank: 8, task: 'low-rank:8', steps: 200, seed: 5 };

test('the headless twin trains on WebGPU, and the receipt replays to the same bits', async () => {
	const answer = await answerOf(['train', ...words({ ...run, backend: 'webgpu' })]);
	expect(answer).toMatchObject({ rank: 8, floor: 0, backend: { name: 'webgpu' } });
	expect(answer['error']).toBeLessThan(1e-3);
	const again = await answerOf(['replay', String(answer['receipt'])]);
	expect(again).toMatchObject({ identical: true, losses: answer['losses'] });
});

test('the headless twin comes to the same error on WebGPU and on the CPU', async () => {
	const [gpu, cpu] = [
		await answerOf(['train', ...words({ ...run, task: 'gaussian', backend: 'webgpu' })]),
		await answerOf(['train', ...words({ ...run, task: 'gaussian', backend: 'cpu' })])
	];
	expect(gpu['error']).toBeCloseTo(Number(cpu['error']), 3);
});
