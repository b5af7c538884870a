/** All op records with their constructors. An op of a lesson's own needs only a record and apply(). */
export { matmul } from './matmul';
export { transpose } from './transpose';
export { hadamard } from './hadamard';
export { kron } from './kron';
export { khatriRao } from './khatriRao';
export { add, subtract } from './add';
export { scale, times } from './scale';
export { dotDivide } from './dotDivide';
export { rowNorms, scaleRows } from './rows';
export { diag } from './diag';
export { identity } from './identity';
export { negative } from './negative';
export { dividedBy } from './dividedBy';
export { power, floor, ceiling, rounded } from './readOff';
export {
	number,
	squaredNorm,
	innerProduct,
	sumOfRankOnes,
	square,
	root,
	absolute,
	trace,
	frobeniusNorm,
	largest,
	smallest
} from './numbers';
export { softmax, causalSoftmax } from './softmax';
export { crossEntropy, logSoftmax } from './crossEntropy';
export { gather, oneHot, regrouped, unfold, windows } from './gather';
export { layerNorm, gainAndBias, rmsNorm, LAYER_NORM_EPSILON } from './layerNorm';
export { gelu, relu } from './activations';
