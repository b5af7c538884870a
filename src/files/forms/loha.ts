/**
 * LoHa: ΔW/s = (w1_a·w1_b) ⊙ (w2_a·w2_b), or with Tucker cores t1, t2 for a convolution, where w_a lies as [r, out].
 * PEFT 0.21, tuners/loha/layer.py; LyCORIS 3.2, modules/loha.py.
 */
import { hadamard } from '$src/math/made';
import { tallOf, tallOfRows, type Tall } from '$src/math/tall';
import { axes, misfit, need, requireNumbers, type Form, type Numbers } from './form';
import type { PartName } from '../keys';
import { tuckerSide } from './tucker';

const counted: readonly PartName[] = ['hada1a', 'hada1b', 'hada2a', 'hada2b', 'hadaT1', 'hadaT2'];

export const loha: Form = {
	signs: ['hada1a', 'hada1b', 'hada2a', 'hada2b'],
	layout(module, parts) {
		requireNumbers(module, parts.values());
		const [wide, other1, other2, other3] = [
			need(module, parts, 'hada1a'),
			need(module, parts, 'hada1b'),
			need(module, parts, 'hada2a'),
			need(module, parts, 'hada2b')
		];
		const [[a1, b1], [c1, inputs], [a2, b2], [c2, inputs2]] = [
			axes(module, wide),
			axes(module, other1),
			axes(module, other2),
			axes(module, other3)
		];
		const [t1, t2] = [parts.get('hadaT1'), parts.get('hadaT2')];
		const isTucker = t1 !== undefined;
		const [rank1, rank2] = isTucker ? [a1, a2] : [b1, b2];
		const [out, out2] = isTucker ? [b1, b2] : [a1, a2];
		if (out !== out2 || c1 !== rank1 || c2 !== rank2 || inputs !== inputs2)
			misfit(module, wide, `the other factors of ${module}`);
		if (!isTucker) {
			return {
				method: 'loha',
				shape: [out, inputs],
				rank: rank1,
				rankBound: Math.min(rank1 * rank2, out, inputs),
				counted,
				groups: 1,
				make: (numbers) => {
					const left = (part: PartName, rank: number): Tall => tallOf(numbers(part), out, rank);
					const right = (part: PartName, rank: number): Tall => tallOfRows(numbers(part), rank, inputs);
					return hadamard(
						left('hada1a', rank1),
						right('hada1b', rank1),
						left('hada2a', rank2),
						right('hada2b', rank2)
					);
				}
			};
		}
		const second = t2 ?? need(module, parts, 'hadaT2');
		const [p1, q1, kernel] = axes(module, t1);
		const [p2, q2, kernel2] = axes(module, second);
		if (p1 !== rank1 || q1 !== rank1 || p2 !== rank2 || q2 !== rank2 || kernel !== kernel2)
			misfit(module, t1, `[${rank1}, ${rank1}, k, k]`);
		return {
			method: 'loha',
			shape: [out, inputs, ...t1.shape.slice(2)],
			rank: rank1,
			rankBound: Math.min(rank1 * rank2, out, inputs * kernel),
			counted,
			groups: 1,
			make: (numbers: Numbers) => {
				const side = (t: PartName, b: PartName, rank: number): Tall =>
					tuckerSide(numbers(t), numbers(b), { p: rank, q: rank, kernel, inputs });
				return hadamard(
					tallOfRows(numbers('hada1a'), rank1, out),
					side('hadaT1', 'hada1b', rank1),
					tallOfRows(numbers('hada2a'), rank2, out),
					side('hadaT2', 'hada2b', rank2)
				);
			}
		};
	}
};
