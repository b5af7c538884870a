/** What the frozen networks do before anything is trained: known while the site is built, so that the page opens with it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openingOf } from '$src/digits/answer';
import { loadBase } from '$src/experiments/base';
import { languages } from '$src/i18n';
import { remembered } from '$src/remembered';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = () => languages.map((lang) => ({ lang }));

const opening = remembered(async () => {
	const networks = ['mlp', 'cnn'] as const;
	for (const network of networks)
		await loadBase(`${network}-rotated`, (name) => readFile(join('static/models', name)));
	return openingOf(networks);
});

export const load: PageServerLoad = async () => ({ opening: await opening() });
