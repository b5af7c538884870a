/** Where the lab begins in a file of its own (scripts/labFile.mjs). */
import { mount } from 'svelte';
import 'katex/dist/katex.min.css';
import '$src/components/style/index.css';
import { readFile } from './onefile';
import OneFile from './OneFile.svelte';

const textOf = (selector: string): string => document.querySelector(selector)?.textContent ?? '';

const target = document.querySelector('main');
if (target) {
	const file = readFile(textOf('#notebook')) ?? { text: '', title: '', language: 'en' as const };
	const policy =
		document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
	const parts = { policy, style: textOf('style[data-app]'), script: textOf('script[data-app]') };
	mount(OneFile, { target, props: { file, parts } });
	document.documentElement.dataset['hydrated'] = '';
}
