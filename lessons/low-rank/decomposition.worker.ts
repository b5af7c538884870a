/** Runs decomposition.ts away from the page's thread: a picture in; its parts out, then those of its noise. */
import { decompose, shuffled, type Decomposition } from './decomposition';
import type { Tensor } from '$src/math/tensor';

export interface DecompositionRequest {
	readonly id: number;
	readonly picture: Tensor;
	/** Of the noise. */
	readonly seed: number;
	/** The page has the parts of the picture already: only the seed is new. */
	readonly noiseOnly: boolean;
}

export type DecompositionAnswer =
	| { readonly kind: 'picture' | 'noise'; readonly id: number; readonly parts: Decomposition }
	| { readonly kind: 'failed'; readonly id: number; readonly message: string };

const answer = (message: DecompositionAnswer): void => {
	const transfer =
		message.kind === 'failed'
			? []
			: [message.parts.scaledLeft.buffer, message.parts.right.buffer, message.parts.picture.data.buffer];
	postMessage(message, { transfer });
};

addEventListener('message', ({ data }: MessageEvent<DecompositionRequest>) => {
	const { id, picture, seed, noiseOnly } = data;
	try {
		const noise = shuffled(picture, seed);
		if (!noiseOnly) answer({ kind: 'picture', id, parts: decompose(picture) });
		answer({ kind: 'noise', id, parts: decompose(noise) });
	} catch (error) {
		answer({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
	}
});
