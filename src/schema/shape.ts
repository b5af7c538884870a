/** Where a ΔW may sit: the shape [out, in] of the layer, as fields. */
import { integer } from './field';

/** Layers that can be trained and measured here. */
export const shapeFields = {
	out: integer({ min: 1, max: 16384, default: 64, about: 'rows of W, the outputs of the layer' }),
	in: integer({ min: 1, max: 16384, default: 64, about: 'columns of W, the inputs of the layer' })
} as const;

/** Layers of real models, for whoever only counts: 128256 × 4096 is one. Every product of them is exact in float64. */
export const layerFields = {
	out: { ...shapeFields.out, max: 2 ** 24 },
	in: { ...shapeFields.in, max: 2 ** 24 }
} as const;
