/**
 * What the lesson's figures share: a picture and its noise, taken apart in a worker, kept once they are known. A new
 * request replaces the one before. It does no arithmetic and draws nothing.
 */
import { onDestroy, untrack } from 'svelte';
import { fetchImage, ImageError } from '$src/files/images';
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import { whenIdle } from '$src/lesson/idle';
import { useLesson } from '$src/lesson/state.svelte';
import type { Tensor } from '$src/math/tensor';
import { Approximation } from './decomposition';
import type { DecompositionAnswer, DecompositionRequest } from './decomposition.worker';
import digits from './digits.png?url';
import { parameters, type PictureName } from './parameters';
import photo from './photo.png?url';

const addresses: Readonly<Record<PictureName, string>> = { photo, digits };

export type StudyFailure =
	| { readonly kind: 'image'; readonly error: ImageError }
	/** The worker could not be loaded, died, or met numbers that it could not take apart. */
	| { readonly kind: 'worker'; readonly message: string };

export interface OwnPicture {
	readonly name: string;
	readonly pixels: Tensor;
}

export type DecompositionWorker = WorkerEnd<DecompositionRequest, DecompositionAnswer>;

export interface StudyOptions {
	readonly connect?: () => DecompositionWorker;
	readonly limits?: LineLimits;
	readonly load?: (picture: PictureName) => Promise<Tensor>;
}

const connectWorker = (): DecompositionWorker =>
	new Worker(new URL('./decomposition.worker.ts', import.meta.url), { type: 'module' });

const fetchPixels = async (picture: PictureName): Promise<Tensor> =>
	(await fetchImage(addresses[picture])).pixels;

export class PictureStudy {
	#picture = $state.raw<Approximation | null>(null);
	#noise = $state.raw<Approximation | null>(null);
	#failure = $state.raw<StudyFailure | null>(null);
	#own = $state.raw<OwnPicture | null>(null);

	#request = 0;
	#ownCount = 0;
	#wanted = '';
	/** Names of what the worker is at: the picture's parts, and its noise's. */
	#asked = { picture: '', noise: '' };
	/** Name of a picture → its parts; name and seed → those of its noise. */
	readonly #known = new Map<string, Approximation>();
	readonly #line: Line<DecompositionRequest, DecompositionAnswer>;
	readonly #load: (picture: PictureName) => Promise<Tensor>;

	constructor({ connect = connectWorker, load = fetchPixels, limits }: StudyOptions = {}) {
		const owner = {
			hear: (answer: DecompositionAnswer) => this.#hear(answer),
			lost: ({ message }: Loss) => this.#fail(message)
		};
		this.#line = new Line(connect, owner, limits);
		this.#load = load;
	}

	/** Null while it is being taken apart. */
	get picture(): Approximation | null {
		return this.#picture;
	}
	get noise(): Approximation | null {
		return this.#noise;
	}
	get failure(): StudyFailure | null {
		return this.#failure;
	}
	/** The reader's own picture, if one stands in place of the lesson's. */
	get own(): OwnPicture | null {
		return this.#own;
	}

	/** Takes a picture of the reader's in place of the lesson's; null goes back to that. */
	useOwn(own: OwnPicture | null): void {
		for (const key of this.#known.keys()) if (key.startsWith('own')) this.#known.delete(key);
		this.#ownCount += 1;
		this.#own = own;
	}

	/**
	 * Asks for a picture and its noise. What is known is there at once; asking again for the same does nothing, and
	 * after a failure neither: that is the reader's to ask, by retry.
	 */
	async show(picture: PictureName, seed: number): Promise<void> {
		const own = this.#own;
		const name = own ? `own${this.#ownCount}` : picture;
		const noiseName = `${name}/${seed}`;
		if (this.#wanted === noiseName) return;
		this.#wanted = noiseName;
		const id = ++this.#request;
		// It computes in one go and hears no stop.
		if (this.#line.busy) this.#line.end();
		this.#failure = null;
		this.#picture = this.#known.get(name) ?? null;
		this.#noise = this.#known.get(noiseName) ?? null;
		if (this.#picture && this.#noise) return;
		try {
			const pixels = own?.pixels ?? this.#picture?.of.picture ?? (await this.#load(picture));
			if (id !== this.#request) return;
			this.#asked = { picture: name, noise: noiseName };
			this.#line.ask({ picture: pixels, seed, noiseOnly: this.#picture !== null });
		} catch (error) {
			if (id !== this.#request) return;
			if (error instanceof ImageError) this.#failure = { kind: 'image', error };
			else this.#fail(error instanceof Error ? error.message : String(error));
		}
	}

	/** After a failure: the same again. */
	retry(picture: PictureName, seed: number): void {
		this.#line.end();
		this.#wanted = '';
		void this.show(picture, seed);
	}

	dispose(): void {
		this.#request += 1;
		this.#wanted = '';
		this.#line.end();
	}

	#hear({ of, parts }: DecompositionAnswer): void {
		const made = new Approximation(parts);
		// Few pictures and seeds are kept: each is some megabytes.
		const [oldest] = this.#known.keys();
		if (this.#known.size >= 8 && oldest !== undefined) this.#known.delete(oldest);
		this.#known.set(this.#asked[of], made);
		if (of === 'picture') this.#picture = made;
		else this.#noise = made;
	}

	#fail(message: string): void {
		this.#failure = { kind: 'worker', message };
	}
}

/** Runs something once the page has loaded and has a moment. @returns cancels it */
function onceLoaded(work: () => void): () => void {
	let cancel = (): void => undefined;
	const start = (): void => {
		cancel = whenIdle(work);
	};
	if (document.readyState === 'complete') start();
	else addEventListener('load', start, { once: true });
	return () => {
		removeEventListener('load', start);
		cancel();
	};
}

const shared = new WeakMap<object, { study: PictureStudy; users: number }>();

/**
 * The one study of a lesson's figures: it follows the page's picture and seed, begins when what is read first is
 * there, and ends with the last figure. Call while a component initialises.
 */
export function useStudy(): PictureStudy {
	const lesson = useLesson();
	const entry = shared.get(lesson) ?? { study: new PictureStudy(), users: 0 };
	const { study } = entry;
	entry.users += 1;
	shared.set(lesson, entry);
	let loaded = $state(false);
	$effect(() => onceLoaded(() => (loaded = true)));
	$effect(() => {
		const { picture, seed } = lesson.of(parameters);
		// Another picture of the reader's is asked for too; what the study answers must not ask again.
		void study.own;
		if (loaded) untrack(() => void study.show(picture, seed));
	});
	onDestroy(() => {
		entry.users -= 1;
		if (entry.users > 0) return;
		shared.delete(lesson);
		study.dispose();
	});
	return study;
}
