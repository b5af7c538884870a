declare module 'subset-font' {
	/** @returns the font with the glyphs of `text` only */
	export default function subsetFont(
		font: Uint8Array,
		text: string,
		options: { targetFormat: 'woff2'; noHinting?: boolean }
	): Promise<Uint8Array>;
}
