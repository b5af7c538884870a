/**
 * What a network in its own coordinates makes of pictures, in float64: the layers of models/mlp.ts by plain products, since
 * it is asked after every round. Training goes another way (classifier.ts); the two are held against each other in tests.
 */
import { timesTransposed } from '$src/math/dense';
import { matrixShape, tensor, type Tensor } from '$src/math/tensor';
import { PIXELS, type Images } from '$src/models/digits';
import { judged } from '$src/models/network';
import type { Network } from './classifier';

/** Cross-entropy in the mean, and the share of pictures whose largest score is the label's. */
export function judge(
	network: Network,
	{ pixels, labels }: Images
): { readonly loss: number; readonly accuracy: number } {
	const layer = (x: Tensor, name: string): Tensor => {
		const [w, bias] = [network.get(name), network.get(`${name}.bias`)];
		if (!w || !bias) throw new RangeError(`judge: expected a layer ${name} with its bias, got none`);
		const { shape, data } = timesTransposed(x, w);
		const { rows } = matrixShape(w);
		return { shape, data: data.map((value, i) => value + (bias.data[i % rows] ?? NaN)) };
	};
	const relu = ({ shape, data }: Tensor): Tensor => ({
		shape,
		data: data.map((value) => Math.max(0, value))
	});
	const x = tensor([labels.length, PIXELS], pixels);
	return judged(layer(relu(layer(relu(layer(x, 'fc1')), 'fc2')), 'head'), labels);
}
