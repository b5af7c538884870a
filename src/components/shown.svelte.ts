/** What matrices on the screen hold now, by their elements: for whoever points at one. */
import type { Tensor } from '$src/math/tensor';

const matrices = new WeakMap<Element, Tensor>();
let changes = $state(0);

export function show(element: Element, matrix: Tensor): void {
	matrices.set(element, matrix);
	changes += 1;
}

/** Read again whenever a matrix on the screen has changed. */
export const shownIn = (element: Element): Tensor | undefined =>
	changes >= 0 ? matrices.get(element) : undefined;
