/**
 * Files dragged over the page. A place that takes them is marked with dropZone; anywhere else the page refuses them,
 * for a browser would open the file in place of the page. Each place has an input beside it for the keyboard.
 */
import type { Attachment } from 'svelte/attachments';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** The window's answer to dragover and drop: what no place has taken is refused, and never opened. */
export function refuseFiles(event: DragEvent): void {
	if (event.defaultPrevented || !hasFiles(event)) return;
	event.preventDefault();
	if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
}

/** A place that takes one file at a time; while one is over it, it has `data-over`. */
export const dropZone =
	(take: (file: File) => void): Attachment<HTMLElement> =>
	(place) => {
		const over = (event: DragEvent): void => {
			if (!hasFiles(event)) return;
			event.preventDefault();
			if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
			place.dataset['over'] = '';
		};
		const left = (event: DragEvent): void => {
			// From a part of the place to another it has not left.
			if (!(event.relatedTarget instanceof Node && place.contains(event.relatedTarget)))
				delete place.dataset['over'];
		};
		const dropped = (event: DragEvent): void => {
			delete place.dataset['over'];
			const file = event.dataTransfer?.files[0];
			if (!file) return;
			event.preventDefault();
			take(file);
		};
		const listeners = { dragover: over, dragleave: left, drop: dropped } as const;
		for (const [name, listener] of Object.entries(listeners))
			place.addEventListener(name, listener as EventListener);
		return () => {
			for (const [name, listener] of Object.entries(listeners))
				place.removeEventListener(name, listener as EventListener);
		};
	};
