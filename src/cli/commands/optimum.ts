import { atEqualParameters, fullRankR, LARGEST_TARGET, optimum as optimumOf } from '$src/adapters/optimum';
import { integer } from '$src/schema/field';
import { layerFields } from '$src/schema/shape';
import { command } from '../command';

/** The cheapest ranks of LoHa for a rank bound: Proposition 2, for squares and for every other target. */
export const optimum = command({
	name: 'optimum',
	about: 'the cheapest ranks r1, r2 of LoHa with r1·r2 at least a target',
	// Exactly one of the first two is given. The other stays 1, so T = target·R² either way.
	schema: {
		target: integer({ min: 1, max: LARGEST_TARGET, default: 1, about: 'T, what r1·r2 must reach' }),
		R: integer({ min: 1, max: Math.sqrt(LARGEST_TARGET), default: 1, about: 'the same with T = R²' }),
		...layerFields
	},
	required: ['out', 'in'],
	exactlyOne: ['target', 'R'],
	example: 'optimum --target 128 --out 768 --in 768',
	run: async ({ target: given, R, out, in: columns }, _positional, io) => {
		const target = given * R ** 2;
		const found = optimumOf(target, out, columns);
		const [pair = [1, 1]] = found.pairs;
		const cap = Math.min(out, columns);
		if (target > cap)
			io.say(`optimum: no ${out}×${columns} matrix has rank ${target}; from ${cap} on more buys nothing`);
		return {
			target,
			...found,
			rankBound: Math.min(cap, target),
			loraRankBound: atEqualParameters(pair, out, columns).lora,
			fullRankR: fullRankR(out, columns)
		};
	}
});
