/** Reads a QR code as a camera does, by jsQR: dark modules are squares of four pixels within the quiet zone. */
import jsQR from 'jsqr';
import type { Modules } from '$src/components/qr/modules';

const [PIXELS, QUIET] = [4, 4];

/** @returns its text, or null where no code can be read */
export function readQr(modules: Modules): string | null {
	const edge = PIXELS * (modules.length + 2 * QUIET);
	const image = new Uint8ClampedArray(4 * edge * edge).fill(255);
	modules.forEach((row, y) => {
		row.forEach((dark, x) => {
			if (!dark) return;
			for (let dy = 0; dy < PIXELS; dy++) {
				const start = 4 * ((PIXELS * (y + QUIET) + dy) * edge + PIXELS * (x + QUIET));
				for (let dx = 0; dx < PIXELS; dx++) image.fill(0, start + 4 * dx, start + 4 * dx + 3);
			}
		});
	});
	return jsQR(image, edge, edge)?.data ?? null;
}
