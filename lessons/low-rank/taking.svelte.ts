/** Takes a file of the reader's as the picture that is studied: what came last counts, and what is wrong with it is kept. */
import { decodeImage, ImageError } from '$src/files/images';
import type { PictureStudy } from './study.svelte';

export class Taking {
	#problem = $state.raw<ImageError | null>(null);
	#asked = 0;

	constructor(readonly study: PictureStudy) {}

	get problem(): ImageError | null {
		return this.#problem;
	}

	readonly take = async (file: File): Promise<void> => {
		this.#asked += 1;
		const id = this.#asked;
		this.#problem = null;
		try {
			const { pixels } = await decodeImage(file);
			if (id === this.#asked) this.study.useOwn({ name: file.name, pixels });
		} catch (error) {
			if (!(error instanceof ImageError)) throw error;
			if (id === this.#asked) this.#problem = error;
		}
	};
}
