/** What a figure gives away of a prediction, held back until the reader has predicted. */
import { useTexts } from '$src/i18n';
import { progress } from '$src/progress/progress.svelte';
import { useLesson } from './state.svelte';

export interface Held {
	/** The id of the prediction. */
	readonly prediction: string;
	/** Is it held back now? */
	readonly back: boolean;
	/** In place of a text alternative that would tell. */
	readonly text: string;
	/** Shows it without a prediction, until the page is left. */
	pass(): void;
}

/**
 * The answer to a prediction that a figure shows. It comes when the reader has predicted, uses the figure (Held.svelte
 * listens), or asks for it; it is there at once for an address that sets something, and where a room looks on: there
 * the presenter goes on when all have predicted.
 * @param prediction its id; whoever predicts again starts anew
 */
export function holdBack(prediction: string): Held {
	const page = useLesson();
	const texts = useTexts();
	return {
		prediction,
		get back() {
			if (page.role !== 'reader' || page.passed.has(prediction)) return false;
			return progress.get(page.lesson.id, 'prediction', prediction) === undefined;
		},
		get text() {
			return texts.current.predict.held;
		},
		pass: () => page.pass(prediction)
	};
}
