/**
 * The text faces of the site, as small files in src/components/style/faces/: STIX Two Text for prose, and of Noto Sans KR
 * the Hangul that the project's own texts use. Wants a network; `test/unit/faces.test.ts` says when a text has a syllable
 * that its face has not, and then this is run again. No part of the build.
 *
 *   node scripts/make-faces.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { HANGUL, hangulIn, LATIN, rangesOf } from '../src/components/style/characters.js';
import { root } from './install.mjs';

const packages = ['@fontsource/stix-two-text@5.3.0', '@expo-google-fonts/noto-sans-kr@0.4.3'];
const latin = 'node_modules/@fontsource/stix-two-text/files/stix-two-text-latin-';
const korean = 'node_modules/@expo-google-fonts/noto-sans-kr';

/** Bold text has the weight 600, whatever bolder it asks for. */
const faces = [
	{
		family: 'Rankscope Text',
		style: 'normal',
		weight: '400',
		file: 'text',
		source: `${latin}400-normal.woff2`
	},
	{
		family: 'Rankscope Text',
		style: 'italic',
		weight: '400',
		file: 'text-italic',
		source: `${latin}400-italic.woff2`
	},
	{
		family: 'Rankscope Text',
		style: 'normal',
		weight: '600 900',
		file: 'text-bold',
		source: `${latin}600-normal.woff2`
	},
	{
		...{ family: 'Rankscope Korean', style: 'normal', weight: '400', file: 'korean' },
		source: `${korean}/400Regular/NotoSansKR_400Regular.ttf`
	},
	{
		...{ family: 'Rankscope Korean', style: 'normal', weight: '600 900', file: 'korean-bold' },
		source: `${korean}/600SemiBold/NotoSansKR_600SemiBold.ttf`
	}
];

const folder = mkdtempSync(join(tmpdir(), 'faces-'));
try {
	writeFileSync(join(folder, 'package.json'), '{"private":true}');
	execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', ...packages], {
		cwd: folder,
		stdio: 'inherit'
	});
	const hangul = hangulIn(root);
	const place = join(root, 'src/components/style/faces');
	const rules = [];
	for (const { family, style, weight, file, source } of faces) {
		const [characters, range] = family.endsWith('Korean') ? [hangul, HANGUL] : [LATIN, rangesOf(LATIN)];
		const small = await subsetFont(readFileSync(join(folder, source)), characters, {
			targetFormat: 'woff2',
			noHinting: true
		});
		writeFileSync(join(place, `${file}.woff2`), small);
		console.log(`${file}: ${small.length} bytes, ${[...characters].length} characters`);
		rules.push(
			`@font-face {\n\tfont-family: '${family}';\n\tfont-style: ${style};\n\tfont-weight: ${weight};\n\tfont-display: swap;\n` +
				`\tsrc: url('./${file}.woff2') format('woff2');\n\tunicode-range: ${range};\n}\n`
		);
	}
	writeFileSync(join(place, 'korean.txt'), `${hangul}\n`);
	writeFileSync(
		join(place, 'faces.css'),
		`/* Written by scripts/make-faces.mjs. Terms: licences/. */\n\n${rules.join('\n')}`
	);
	execFileSync('npx', ['--no-install', 'prettier', '--write', '--log-level=warn', place], {
		cwd: root,
		stdio: 'inherit'
	});
} finally {
	rmSync(folder, { recursive: true });
}
