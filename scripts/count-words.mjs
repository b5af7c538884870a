/**
 * Words on the main path of every lesson, in both languages, as a table: `node scripts/count-words.mjs`. What counts
 * is said in src/markdown/mainPath.js; that none has more than it may is tested (test/unit/main-path.test.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mainPath } from '../src/markdown/mainPath.js';
import { root } from './install.mjs';
import { lessonIds } from './lessons.mjs';

const rows = lessonIds.flatMap((lesson) =>
	['en', 'ko'].map((language) => {
		const source = readFileSync(join(root, 'lessons', lesson, `${language}.md`), 'utf8');
		return { lesson, language, ...mainPath(source) };
	})
);
console.table(rows);
