/** sd-scripts: dots of a path become underscores behind lora_unet_, lora_te_; lora_down, lora_up and α in the file (networks/lora.py). */
import { some, storedScale, type Dialect } from './dialect';

export const kohya: Dialect = {
	name: 'kohya',
	recognises: ({ keys }) => some(keys, /\.lora_(down|up)\.weight$/),
	nameOf: (path) => path,
	scaleOf: storedScale
};
