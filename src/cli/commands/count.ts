import { adapter } from '$src/adapters/adapter';
import { methodFields } from '$src/receipt/run';
import { command } from '../command';

/** Parameters, rank bound, scale and factor shapes of a method on one layer. */
export const count = command({
	name: 'count',
	about: 'parameters, rank bound and factors of a method on one layer',
	schema: methodFields,
	required: ['method', 'out', 'in'],
	example: 'count --method lora --out 1024 --in 1024 --rank 1',
	run: async (values) => {
		const made = adapter(values.method, values);
		return {
			method: values.method,
			parameters: made.parameters,
			fullParameters: values.out * values.in,
			rankBound: made.rankBound,
			scale: made.scale,
			factors: made.factors.map(({ name, peftName, shape }) => ({ name, peftName, shape }))
		};
	}
});
