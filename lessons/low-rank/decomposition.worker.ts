/** Runs decomposition.ts away from the page's thread: a picture in; its parts out, then those of its noise. */
import { serve, type Tell } from '$src/experiments/serve';
import type { Tensor } from '$src/math/tensor';
import { decompose, shuffled, type Decomposition } from './decomposition';

export interface DecompositionRequest {
	readonly picture: Tensor;
	/** Of the noise. */
	readonly seed: number;
	/** The page has the parts of the picture already: only the seed is new. */
	readonly noiseOnly: boolean;
}

export interface DecompositionAnswer {
	readonly of: 'picture' | 'noise';
	readonly parts: Decomposition;
}

serve<DecompositionRequest, DecompositionAnswer>(({ picture, seed, noiseOnly }, tell) => {
	const noise = shuffled(picture, seed);
	if (!noiseOnly) tellParts(tell, 'picture', decompose(picture));
	tellParts(tell, 'noise', decompose(noise));
});

function tellParts(
	tell: Tell<DecompositionAnswer>,
	of: DecompositionAnswer['of'],
	parts: Decomposition
): void {
	tell({ of, parts }, [parts.scaledLeft.buffer, parts.right.buffer, parts.picture.data.buffer]);
}
