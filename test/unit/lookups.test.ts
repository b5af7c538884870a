/** Names that every object inherits, tried wherever a name comes from outside: they are as unknown as any other word. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { claims } from '$src/article/claims';
import { Decisions } from '$src/article/decisions.svelte';
import { judge } from '$src/exercises/judge';
import { parsePeftConfig } from '$src/files/peftConfig';
import { readIndex } from '$src/files/safetensors';
import { bytesSource } from '$src/files/source';
import { loadLesson } from '$src/lesson/discover';
import { parseDemo } from '$src/present/demo';
import { actionOf } from '$src/present/keys';
import { parseMemory } from '$src/present/memory';
import { envelope, parseMessage, type Message } from '$src/present/message';
import { Progress } from '$src/progress/progress.svelte';
import { parseProgress } from '$src/progress/record';
import { linesOf } from '$src/report/report';
import { LessonState } from '$src/lesson/state.svelte';
import { own } from '$src/own';
import { parseField, parseQuery } from '$src/schema/field';
import { parseReceipt } from '$src/receipt/receipt';
import { runSchema } from '$src/receipt/run';
import { order } from '$lessons/order';
import { lookupsIn, propsInVain } from '../../lookups.js';
import { asTypeScript } from '../../scripts/lookups.mjs';
import { call } from './terminal';

const inherited = [
	'constructor',
	'valueOf',
	'toString',
	'toLocaleString',
	'hasOwnProperty',
	'isPrototypeOf',
	'propertyIsEnumerable',
	'__proto__',
	'__defineGetter__',
	'__lookupSetter__'
];
const lessons = await Promise.all(order.map(loadLesson));
const day = '2026-11-29';

test.each(inherited)('own() knows no %s, and finds what is really there', (name) => {
	expect(own({ a: 1 }, name)).toBeUndefined();
	expect(own(Object.fromEntries([[name, 1]]), name)).toBe(1);
});

const declared = `declare const [record, any, few, list, at]:
	[{ readonly [name: string]: number }, string, 'a' | 'b', readonly number[], number];
declare function own(record: { readonly [name: string]: number }, name: string): number;`;

/** Without TypeScript's library and the project's files: a program of one file is made at once. */
function complaintsOf(code: string, rule = lookupsIn): string[] {
	const name = 'asked.tsx';
	const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
	const options = { noLib: true, types: [], jsx: ts.JsxEmit.Preserve };
	const program = ts.createProgram([name], options, {
		...ts.createCompilerHost(options),
		getSourceFile: (path) => (path === name ? file : undefined),
		fileExists: (path) => path === name
	});
	return rule(program, file);
}

describe.each([
	['code', (asked: string) => `${declared}\nexport const found = ${asked};`],
	[
		'a component',
		(asked: string) =>
			asTypeScript(`<script lang="ts">${declared}</script>\n<p title={${asked}}></p>`, 'It.svelte')
	]
])('a look-up in %s', (_, codeOf) => {
	test.each(['record[any]', 'record[`${any}.${few}`]', 'record[at > 1 ? few : any]'])(
		'by any text is refused: %s',
		(asked) => {
			expect(complaintsOf(codeOf(asked))).toEqual([asked]);
		}
	);

	test.each(['own(record, any)', 'record[few]', 'list[at]', "record['a']"])(
		'by own(), a position or one of a few names passes: %s',
		(asked) => {
			expect(complaintsOf(codeOf(asked))).toEqual([]);
		}
	);
});

test('a component that declares a property and does not take it is refused', () => {
	const component = (taken: string): string =>
		asTypeScript(
			`<script lang="ts">let { ${taken} }: { a: string; b: string } = $props();</script>`,
			'It.svelte'
		);
	expect(complaintsOf(component('a'), propsInVain)).toEqual(['b']);
	expect(complaintsOf(component('a, b: other'), propsInVain)).toEqual([]);
	expect(complaintsOf(component('a, ...others'), propsInVain)).toEqual([]);
});

describe.each(inherited)('%s', (name) => {
	test('as a step, a derivation, a parameter or a kept control of an address is reported, and the address lives on', () => {
		for (const lesson of lessons) {
			const state = new LessonState(lesson);
			const [[derivation = ''] = []] = Object.entries(lesson.derivations);
			for (const step of [name, `${name}.${name}`, `${derivation}.${name}`, `${name}.0`]) {
				state.load(new URLSearchParams({ step }));
				expect(state.problems.map(({ field }) => field)).toEqual(['step']);
			}
			state.load(new URLSearchParams({ [name]: '1' }));
			expect(state.problems.map(({ field, used }) => [field, used])).toEqual([[name, 'nothing']]);
			state.load(new URLSearchParams({ present: name, at: name, keep: name, mode: name, size: name }));
			expect(state.problems.length).toBeGreaterThan(0);
			expect(new URLSearchParams(state.query).get('step')).toBeNull();
			expect(() => state.equation(name)).toThrow(`expected an equation called ${name}`);
		}
	});

	test('as the value of any setting of any lesson, and of a run, is replaced by a legal one', () => {
		for (const { parameters } of [...lessons, { parameters: runSchema }])
			for (const [field, record] of Object.entries(parameters)) {
				const { value } = parseField(field, record, name);
				if (record.kind === 'choice') expect(record.choices).toContain(value);
				expect(typeof value).toBe(typeof record.default);
			}
		expect(parseQuery(runSchema, new URLSearchParams({ [name]: name })).problems).toHaveLength(1);
		expect(parseReceipt(`${name}=1&method=${name}`).run.method).toBe('lora');
	});

	test('in a message to an audience changes nothing but what is there', () => {
		const shown: Message = {
			kind: 'shown',
			lesson: 'lora',
			language: 'en',
			query: `step=${name}`,
			screen: name,
			revealed: true,
			blank: false,
			tally: [1],
			runs: [],
			only: null,
			scroll: 0
		};
		const parsed = parseMessage(envelope(shown));
		if (!('message' in parsed) || parsed.message.kind !== 'shown') throw new Error('expected it to be legal');
		const [lora] = lessons.filter(({ id }) => id === 'lora');
		if (!lora) throw new Error('expected the lesson lora');
		const state = new LessonState(lora);
		state.loadSettings(new URLSearchParams(parsed.message.query));
		expect(state.problems.map(({ field }) => field)).toEqual(['step']);
		expect(own(state.stage.tallies, name)).toBeUndefined();
		state.stage.count(name, [1, 2]);
		expect(own(state.stage.tallies, name)).toEqual([1, 2]);
		for (const field of ['lesson', 'language', 'only'])
			expect(parseMessage({ ...(envelope(shown) as object), [field]: name })).toHaveProperty('complaint');
		expect(parseMessage({ version: 2, kind: name })).toHaveProperty('complaint.field', 'kind');
		expect(parseMessage({ version: 2, kind: 'pressed', action: name })).toHaveProperty('complaint');
	});

	test('as a key that is pressed, or in a demo, does nothing and is named', () => {
		const bare = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
		expect(actionOf({ key: name, code: name, ...bare })).toBeNull();
		const demo = parseDemo(`?${name}=1&step=${name}`, {
			id: 'lora',
			parameters: lessons[0]?.parameters ?? {},
			renamed: {}
		});
		expect(demo.problems.map(({ field }) => field)).toContain(name);
	});

	test('in what a presenter’s window kept is an entry like any other', () => {
		const kept = (record: object): string =>
			JSON.stringify({
				...{ channel: 'ab', clock: { gathered: 0, since: null, lesson: '', lessonFrom: 0 } },
				...{ notes: true, path: false, tallies: {}, scripts: {}, played: {}, ...record }
			});
		const named = `{"${name}":`;
		expect(parseMemory(kept({}).replace('"played":{', `"played":${named}"x"`))).toBeNull();
		const whole = parseMemory(kept({}).replace('"scripts":{}', `"scripts":${named}"?rank=4"}`));
		expect(own(whole?.scripts ?? {}, name)).toBe('?rank=4');
		expect(own(whole?.played ?? {}, name)).toBeUndefined();
	});

	test('in progress that is stored, added or handed in is no exercise, no prediction, no run and no claim', () => {
		const entry = { value: name, outcome: 'right', tries: 1, day };
		const keys = [name, `lora/${name}/count`, `lora/exercise/${name}`, `lora/prediction/${name}`];
		const written = JSON.stringify({
			...{ rankscope: 'progress', version: 1 },
			entries: Object.fromEntries(
				[...keys, `lora/run/${name}`, `article/claim/${name}`].map((k) => [k, entry])
			)
		});
		const { entries } = parseProgress(written);
		for (const lesson of lessons)
			for (const line of linesOf(lesson, [], entries)) {
				expect(line.key.kind).not.toBe('exercise');
				expect(line).toMatchObject({ checked: null, predicted: null, address: null });
			}
		const progress = new Progress(() => null);
		progress.add(entries);
		expect(progress.get('lora', 'exercise', 'count')).toBeUndefined();
		const decisions = new Decisions();
		decisions.keepIn({ read: () => new Map([[name, 'right']]), note: () => undefined });
		expect(decisions.count).toBe(0);
		const [first] = claims;
		decisions.keepIn({ read: () => new Map([[first.id, name]]), note: () => undefined });
		expect(decisions.of(first.id)).toBeUndefined();
	});

	test('as an answer to any exercise of any lesson is not right, typed, chosen or put in order', () => {
		for (const { exercises } of lessons)
			for (const exercise of Object.values(exercises))
				for (const answer of [name, `${name}(1)`, `${name}.${name}`, [name]])
					expect(judge(exercise, answer).kind).not.toBe('right');
	});

	test('in a file of an adapter is refused by its name', async () => {
		expect(() => parsePeftConfig(`{"peft_type":"${name}"}`)).toThrow('peft_type');
		expect(() => parsePeftConfig(`{"peft_type":"LORA","r":{"${name}":1},"lora_alpha":8}`)).toThrow('r is');
		const header = new TextEncoder().encode(
			JSON.stringify({ a: { dtype: name, shape: [1], data_offsets: [0, 4] } })
		);
		const file = new Uint8Array(8 + header.length + 4);
		new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
		file.set(header, 8);
		await expect(readIndex(bytesSource(file, 'a file'))).rejects.toThrow(name);
	});

	test('as a command, an option or a value of the command line is a mistake of the user’s', async () => {
		const words = [
			[name],
			['count', `--${name}`, '1'],
			['count', '--method', name, '--out', '8', '--in', '8'],
			['train', name],
			['replay', `${name}=1`]
		];
		for (const line of words) {
			const { code, stderr } = await call(line);
			expect([line, code]).toEqual([line, 2]);
			expect(stderr.join()).toContain('expected');
		}
	});
});
