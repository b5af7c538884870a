/** The Korean of the whole project: one word for one thing, English at first use, and particles that fit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { textsOf } from '$src/i18n';
import { requireSameBase } from '$src/files/changedBase';
import { otherMethodOf } from '$src/files/keys';
import { FileError, note, type Note } from '$src/files/notes';
import { findAdapters, openAdapter } from '$src/files/open';
import { parsePeftConfig } from '$src/files/peftConfig';
import { bytesSource } from '$src/files/source';
import { readIndex } from '$src/files/safetensors';
import { noteText } from '$src/inspect/notes.texts';
import { models } from '$src/plan/families/models';
import { problemText } from '$src/plan/page/problems';
import { parameters as budget } from '$src/plan/page/record';
import { modelOf, planFor, type Trouble } from '$src/plan/page/result';
import { runSchema } from '$src/receipt/run';
import { defaultsOf, type Field } from '$src/schema/field';
import { peftFolder } from './adapterFiles';
import { endOf, misfits } from './koreanParticles';
import { besides, glosses, refused, synonyms } from './koreanWords';

const root = resolve(import.meta.dirname, '../..');

interface Line {
	readonly where: string;
	readonly text: string;
}

/** Every line with Hangul that a reader can see, with its place. */
const lines: readonly Line[] = ['lessons', 'src'].flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(?:md|ts|js|json|svelte)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.flatMap((path) =>
			readFileSync(path, 'utf8')
				.split('\n')
				.map((text, i) => ({ where: `${relative(root, path)}:${i + 1}`, text }))
				.filter(({ text }) => /[가-힣]/.test(text) && !/^\s*(?:\/\/|\*|\/\*)/.test(text))
		)
);

/** Without the brackets, where another spelling may stand for whoever searches for it. */
const unbracketed = (text: string): string => text.replaceAll(/\([^()]*\)/g, '');

/** What a reader of a lesson sees, in order: no front matter, no notes for whoever teaches it. */
const body = (lesson: string): string =>
	readFileSync(join(root, `lessons/${lesson}/ko.md`), 'utf8')
		.replace(/^---[\s\S]*?\n---\n/, '')
		.replaceAll(/^:::notes[\s\S]*?^:::$/gm, '');

test('all Korean is looked at: every lesson, rule, interface and the article', () => {
	const files = new Set(lines.map(({ where }) => where.replace(/:\d+$/, '')));
	for (const lesson of order) expect(files).toContain(`lessons/${lesson}/ko.md`);
	for (const file of [
		'src/i18n/ko.ts',
		'src/article/words.ko.ts',
		'lessons/terms.json',
		'lessons/rules/bessel.ko.md'
	])
		expect(files).toContain(file);
});

describe('one word for one thing', () => {
	test.each(refused)('$remedy', ({ pattern }) => {
		expect(
			lines.filter(({ text }) => pattern.test(text)).map(({ where, text }) => `${where} ${text.trim()}`)
		).toEqual([]);
	});

	test.each(besides)('$remedy, outside of brackets and the glossary', ({ pattern }) => {
		expect(
			lines
				.filter(
					({ where, text }) => !where.startsWith('lessons/terms.json') && pattern.test(unbracketed(text))
				)
				.map(({ where, text }) => `${where} ${text.trim()}`)
		).toEqual([]);
	});
});

describe.each(glosses)('the first $word of a lesson', ({ word, gloss }) => {
	test.each(order)('is followed by its other name, in %s', (lesson) => {
		const found = word.exec(body(lesson));
		if (!found) return;
		const next = found.input.slice(found.index + found[0].length).replace(/^\*+/, '');
		expect(next.slice(0, gloss.length)).toBe(gloss);
	});
});

test('the glossary has the names that somebody may search for', () => {
	const terms = lines.filter(({ where }) => where.startsWith('lessons/terms.json')).map(({ text }) => text);
	for (const name of synonyms) expect(terms.join('\n')).toContain(name);
});

test('every rule carries its English name', () => {
	const folder = join(root, 'lessons/rules');
	const title = (file: string): string =>
		/^title: (["'])(.*)\1$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[2] ?? file;
	for (const file of readdirSync(folder).filter((name) => name.endsWith('.ko.md')))
		expect(title(file)).toContain(`(${title(file.replace('.ko.', '.en.'))})`);
});

/** Words that no name of a field, a file or a method is. */
const english =
	/(?<![\w.])(?:an?|the|that|which|both|for|or|of|from|near|at|is|in|by|nothing|expected|got|again)(?![\w.])/;

describe('what a field of text may hold', () => {
	const records = import.meta.glob<{ parameters: Readonly<Record<string, Field>> }>(
		'/lessons/*/parameters.ts',
		{ eager: true }
	);
	const fields = [{ parameters: budget }, { parameters: runSchema }, ...Object.values(records)].flatMap(
		({ parameters }) => Object.values<Field>(parameters)
	);
	const wanted = new Map(
		fields.flatMap((field) => (field.kind === 'text' ? [[field.expected, field] as const] : []))
	);

	test.each([...wanted])('is said in Korean: %s', (_, field) => {
		expect(textsOf('ko').lesson.expected(field)).toMatch(/[가-힣]/);
	});
});

describe('what stands in the way of a budget', () => {
	const values = defaultsOf(budget);
	const troubleOf = (set: Partial<typeof values>): Trouble | undefined => {
		const read = modelOf({ ...values, ...set });
		if ('trouble' in read) return read.trouble;
		const made = planFor(read.model, { ...values, ...set });
		return 'trouble' in made ? made.trouble : undefined;
	};
	const llama = models['llama-3.2-3b'].config;
	const file = (change: object, of: object = llama): { config: string } => ({
		config: JSON.stringify({ ...of, ...change })
	});

	test.each([
		['no JSON', { config: '{' }],
		['a list', { config: '[1]' }],
		['another kind', file({ model_type: 'mamba' })],
		['no size', file({ hidden_size: null })],
		['no flag', file({ tie_word_embeddings: 'yes' })],
		['no text', file({ model_type: 7 })],
		['heads that do not divide', file({ num_key_value_heads: 7 })],
		['a head of another kind', file({ architectures: ['Other'] }, models['vit-base'].config)],
		['an expression without an end', { modules: '(q_proj' }],
		['a norm', { modules: 'input_layernorm' }],
		['an embedding', { modules: 'embed_tokens', method: 'lokr' }],
		['a module twice', { modules: 'q_proj', save: 'q_proj' }],
		['a module that is not there', { modules: 'nowhere' }]
	] as const)('is said without an English word in between: %s', (_, set) => {
		const trouble = troubleOf(set);
		if (!trouble) throw new Error('this can be planned');
		const said = problemText(trouble, 'ko', 'llama');
		expect(said).toMatch(/[가-힣]/);
		expect(said).not.toMatch(english);
	});
});

describe('what there is to say of a file has no English word in between', () => {
	const said = (found: Note): string => noteText(found, 'ko');
	const refusal = async (run: () => unknown): Promise<string> => {
		try {
			await run();
		} catch (error) {
			if (error instanceof FileError) return said(error.note);
			throw error;
		}
		throw new Error('this can be read');
	};

	test.each([
		'',
		'[1]',
		'{}',
		...[
			{ r: -1 },
			{ lora_alpha: 'x' },
			{ use_rslora: 1 },
			{ decompose_factor: 0 },
			{ modules_to_save: 3 },
			{ rank_pattern: 3 },
			{ rank_pattern: { q: -1 } },
			{ rank_pattern: { '(q': 2 } }
		].map((set) => JSON.stringify({ peft_type: 'LORA', ...set }))
	])('a configuration: %s', async (text) => {
		expect(await refusal(() => parsePeftConfig(text))).not.toMatch(english);
	});

	test('settings that mean something else', () => {
		const keys = ['alora_invocation_tokens', 'kasa_config', 'velora_config', 'monteclora_config'];
		const more = ['arrow_config', 'use_qalora', 'layer_replication'];
		const set = Object.fromEntries([...keys, ...more].map((key) => [key, ['x']]));
		const { notes } = parsePeftConfig(JSON.stringify({ peft_type: 'LORA', ...set }));
		expect(notes).toHaveLength(7);
		for (const found of notes) expect(said(found)).not.toMatch(english);
	});

	test.each([{ init_lora_weights: 'pissa' }, { init_lora_weights: 'loftq' }, { kasa_config: {} }])(
		'a start that changed the base weight: %j',
		async (config) => {
			const { notes } = parsePeftConfig(JSON.stringify({ peft_type: 'LORA', ...config }));
			const adapter = { file: 'w.safetensors', notes };
			expect(await refusal(() => requireSameBase([{ adapter, weight: 1 }]))).not.toMatch(english);
		}
	);

	test.each([{ token_indices: [7, 19] }, {}])('rows of tokens: %j', async (config) => {
		const rows = { 'embed.trainable_tokens_delta': [[1, 2]] };
		const [found] = await findAdapters(peftFolder({ peft_type: 'TRAINABLE_TOKENS', ...config }, rows), 'x');
		if (!found) throw new Error('no adapter');
		expect(await refusal(() => openAdapter(found))).not.toMatch(english);
	});

	test.each([
		{ w1: 3 },
		{ w1: { dtype: 3 } },
		{ w1: { dtype: 'F33' } },
		{ w1: { dtype: 'F32', shape: [-1] } },
		{ w1: { dtype: 'F32', shape: [2], data_offsets: [0, 3] } }
	])('a header: %j', async (header) => {
		const text = new TextEncoder().encode(JSON.stringify(header));
		const bytes = new Uint8Array(16 + text.length);
		new DataView(bytes.buffer).setUint32(0, text.length, true);
		bytes.set(text, 8);
		expect(await refusal(() => readIndex(bytesSource(bytes, 'w.safetensors')))).not.toMatch(english);
	});

	test.each(
		'oft_r boft_R ia3_l vera_A randlora_A vblora_A fourierft_spectrum hira_A bone_A a1.weight c3a_A diff w_norm'
			.split(' ')
			.map((end) => `layer.${end}`)
	)('a method that is not measured: %s', (key) => {
		const other = otherMethodOf(key);
		if (!other) throw new Error('a method that is measured');
		expect(said(note('other-method', { count: 1, tensor: key, ...other }))).not.toMatch(english);
	});
});

describe('particles', () => {
	test.each([
		['XY^\\top', 'vowel'],
		['\\sigma_i^2', 'consonant'],
		['\\alpha/r', 'vowel'],
		['2r/d', 'rieul'],
		['k/f', 'vowel'],
		['\\lVert A - A_k\\rVert / \\lVert A\\rVert', 'consonant'],
		['W_0', 'consonant'],
		['r_1', 'rieul'],
		['(r_1, r_2)', 'vowel'],
		["B'", 'consonant'],
		['r = 2', 'vowel'],
		['\\lVert M\\rVert_2', 'vowel'],
		['\\dots', undefined]
	] as const)('are chosen by how %s ends when it is read', (tex, end) => {
		expect(endOf(tex)).toBe(end);
	});

	test('that do not fit are found, in TeX and in plain signs', () => {
		expect(misfits('$P^\\top$을 곱하고 $r$를 더하면 YZᵀ은 R²를 …')).toHaveLength(4);
		expect(misfits('$P^\\top$를 곱하고 $r$을 더하면 YZᵀ는 R²을 …')).toEqual([]);
	});

	test('fit every formula of the project', () => {
		expect(lines.flatMap(({ where, text }) => misfits(text).map((found) => `${where} ${found}`))).toEqual([]);
	});

	test('do not follow a live number, whose sound nobody knows beforehand', () => {
		const live = /\{[^{}]*\}(?:은|는|이|가|을|를|과|와|으로|로)(?![가-힣])/;
		expect(
			lines.filter(({ text }) => live.test(text)).map(({ where, text }) => `${where} ${text.trim()}`)
		).toEqual([]);
	});
});
