declare global {
	namespace App {}
}

declare module '*.md' {
	import type { Component } from 'svelte';
	const component: Component;
	export default component;
	export const metadata: Readonly<Record<string, string>>;
}

declare module 'subset-font' {
	/** @returns the font with the glyphs of `text` only */
	const subsetFont: (
		font: Uint8Array,
		text: string,
		options: { targetFormat: 'woff2'; noHinting?: boolean }
	) => Promise<Uint8Array>;
	export default subsetFont;
}

export {};
