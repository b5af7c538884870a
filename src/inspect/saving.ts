/** What the page saves as files of the reader's: texts, archives, and its figures as SVG or PNG. Nothing leaves the machine. */
import { saveBlob } from '$src/download';

const types = { csv: 'text/csv', json: 'application/json' } as const;

/** A name for a file from any name: letters, digits, points, without its ending. */
export const stemOf = (name: string): string =>
	name.replace(/\.[^./]*$/, '').replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-') || 'adapter';

export const saveText = (text: string, name: string, ending: keyof typeof types): void =>
	saveBlob(new Blob([text], { type: types[ending] }), `${stemOf(name)}.${ending}`);

/** What a drawing gets from the page's style sheets, and a file must say itself. */
const styles = [
	'fill',
	'fill-opacity',
	'stroke',
	'stroke-width',
	'stroke-dasharray',
	'stroke-linejoin',
	'opacity',
	'paint-order',
	'font-family',
	'font-size',
	'font-weight',
	'text-anchor',
	'visibility',
	'display'
] as const;

/** A drawing of the page as a file of its own: every part with the style that it has now, on the page's ground. */
export function svgText(drawing: SVGSVGElement): string {
	const copy = drawing.cloneNode(true) as SVGSVGElement;
	const [parts, copies] = [
		[drawing, ...drawing.querySelectorAll('*')],
		[copy, ...copy.querySelectorAll('*')]
	];
	parts.forEach((part, i) => {
		const [own, style] = [copies[i], getComputedStyle(part)];
		if (!own) return;
		for (const name of ['class', 'style', 'role', 'aria-label', 'aria-hidden']) own.removeAttribute(name);
		for (const name of styles) own.setAttribute(name, style.getPropertyValue(name));
	});
	const { width, height } = sizeOf(drawing);
	copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
	copy.setAttribute('width', String(width));
	copy.setAttribute('height', String(height));
	const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
	const box = drawing.viewBox.baseVal;
	for (const [name, value] of Object.entries({
		x: box.x,
		y: box.y,
		width: box.width || width,
		height: box.height || height
	}))
		ground.setAttribute(name, String(value));
	ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
	copy.prepend(ground);
	return new XMLSerializer().serializeToString(copy);
}

const sizeOf = (drawing: SVGSVGElement): { readonly width: number; readonly height: number } => {
	const { width, height } = drawing.getBoundingClientRect();
	return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
};

/** Pixels of a picture for one of the page. */
const DENSITY = 2;

/** @returns null where the browser cannot paint it */
export async function pngOf(drawing: SVGSVGElement): Promise<Blob | null> {
	const { width, height } = sizeOf(drawing);
	const address = URL.createObjectURL(new Blob([svgText(drawing)], { type: 'image/svg+xml' }));
	try {
		const image = new Image();
		image.src = address;
		await image.decode();
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [DENSITY * width, DENSITY * height];
		canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
		return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
	} catch {
		return null;
	} finally {
		URL.revokeObjectURL(address);
	}
}
