import { adapter } from '$src/adapters/adapter';
import { methodFields } from '$src/adapters/index';
import { layerFields } from '$src/schema/shape';
import { command } from '../command';

/** Parameters, rank bound, scale and factor shapes of a method on one layer. */
export const count = command({
	name: 'count',
	about: 'parameters, rank bound and factors of a method on one layer',
	schema: { ...methodFields, ...layerFields },
	required: ['method', 'out', 'in'],
	example: 'count --method lora --out 1024 --in 1024 --rank 1',
	run: async (values, _positional, io) => {
		const made = adapter(values.method, values);
		const [numbers, layer] = [made.parameters, values.out * values.in];
		if (numbers > layer) {
			io.say(
				`count: the adapter has ${numbers} numbers, the layer itself ${layer}: training the layer would cost less, and reach every update`
			);
		}
		return {
			method: values.method,
			parameters: numbers,
			fullParameters: layer,
			rankBound: made.rankBound,
			scale: made.scale,
			factors: made.factors.map(({ name, peftName, shape }) => ({ name, peftName, shape })),
			frozen: made.frozen.map(({ factor: { name, shape } }) => ({ name, shape }))
		};
	}
});
