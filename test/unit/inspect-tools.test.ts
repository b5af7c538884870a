/** What the page's tools answer: two adapters compared, checkpoints in a row, and a folder in a zip that reads back. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileError } from '$src/files/notes';
import { bytesSource } from '$src/files/source';
import { crc32, zipChunks } from '$src/files/writeZip';
import { filesInZip } from '$src/files/zip';
import { answerTool } from '$src/inspect/tools/answer';
import { Beside, nameOfFiles } from '$src/inspect/tools/beside.svelte';
import { csvOfRows, sortedRows, type Column } from '$src/inspect/tools/columns';
import { placesOf, stepRows } from '$src/inspect/tools/overSteps';
import type { Place, ToolAnswer, ToolQuestion } from '$src/inspect/tools/protocol';
import { Task, type ToolWorker } from '$src/inspect/tools/task.svelte';
import { stemOf } from '$src/inspect/saving';
import { openedAt } from '$src/inspect/opening';
import { thinParts } from '$src/files/thinParts';
import { tallBeside, type Tall } from '$src/math/tall';
import { distanceOfThin, normOfThin } from '$src/math/thin';
import { tensorsFile } from './adapterFiles';

const fixtures = join(import.meta.dirname, '../fixtures');

/** A folder as it is dropped. */
const placeOf = (folder: string): Place => ({
	files: readdirSync(join(fixtures, folder)).map((path) => ({
		path,
		file: new File([readFileSync(join(fixtures, folder, path))], path)
	})),
	pick: null,
	alpha: null
});
async function ask(
	question: ToolQuestion,
	signal = new AbortController().signal
): Promise<readonly ToolAnswer[]> {
	const answers: ToolAnswer[] = [];
	await answerTool(question, (answer) => answers.push(answer), signal);
	return answers;
}
const of = <Kind extends ToolAnswer['kind']>(
	answers: readonly ToolAnswer[],
	kind: Kind
): readonly Extract<ToolAnswer, { kind: Kind }>[] =>
	answers.filter((answer): answer is Extract<ToolAnswer, { kind: Kind }> => answer.kind === kind);

describe('a second adapter', () => {
	test('is compared module by module, and what is in one alone is said', async () => {
		const answers = await ask({ kind: 'compare', first: placeOf('peft/lora'), second: placeOf('peft/loha') });
		const rows = of(answers, 'compared').flatMap((answer) => answer.rows);
		const [rest] = of(answers, 'unmatched');
		const { modules } = await openedAt(placeOf('peft/lora'));
		expect(rows.length + (rest?.onlyInFirst.length ?? 0)).toBe(modules.length);
		expect(rows.length).toBeGreaterThan(0);
		for (const { cosine, common, angles, distance, norms } of rows) {
			expect(Math.abs(cosine ?? 0)).toBeLessThanOrEqual(1);
			expect(distance).toBeLessThanOrEqual(norms[0] + norms[1] + 1e-9);
			for (const share of common) expect(share).toBeGreaterThanOrEqual(0);
			for (const angle of angles.left) expect(angle).toBeLessThanOrEqual(Math.PI / 2 + 1e-12);
		}
		expect(of(answers, 'progress').at(-1)?.done).toBe(rows.length);
	});

	test('of another model is refused, with a name of each', async () => {
		const file = new File(
			[tensorsFile({ 'k.lora_A.weight': [[1]], 'k.lora_B.weight': [[1]] })],
			'k.safetensors'
		);
		const second: Place = { files: [{ path: file.name, file }], pick: null, alpha: null };
		const [refused] = of(await ask({ kind: 'compare', first: placeOf('peft/lora'), second }), 'refused');
		expect(refused?.note.kind).toBe('nothing-shared');
		expect(refused?.note.values['other']).toBe('k');
	});
});

describe('what is made of adapters', () => {
	test('comes as a zip of a folder that reads back as the weighted sum', async () => {
		const [a, b] = [placeOf('peft/lora'), placeOf('peft/lora-rslora')];
		const [made] = of(
			await ask({
				kind: 'remake',
				terms: [
					{ place: a, weight: 0.5 },
					{ place: b, weight: -2 }
				],
				keep: 'all',
				alpha: null,
				name: 'sum'
			}),
			'remade'
		);
		if (!made) throw new Error('nothing was made');
		expect(made.readBack).toBeLessThan(1e-6);
		const file = new File([made.zip], 'sum.zip');
		const again = await openedAt({ files: [{ path: 'sum.zip', file }], pick: null, alpha: null });
		const [first, second] = [await openedAt(a), await openedAt(b)];
		for (const module of again.modules) {
			const [got] = await thinParts(module);
			const meant: { p: Tall; q: Tall }[] = [];
			for (const [adapter, weight] of [
				[first, 0.5],
				[second, -2]
			] as const) {
				// What is in one alone is in the sum with the weight of that one.
				const own = adapter.modules.find(({ name }) => name === module.name);
				const [thin] = own ? await thinParts(own) : [];
				if (thin) meant.push({ p: { ...thin.p, data: thin.p.data.map((x) => weight * x) }, q: thin.q });
			}
			if (!got) throw new Error('no factors');
			const wanted = {
				p: tallBeside(meant.map(({ p }) => p)),
				q: tallBeside(meant.map(({ q }) => q))
			};
			expect(distanceOfThin(got, wanted) / normOfThin(wanted)).toBeLessThan(1e-6);
		}
		expect(again.modules.length).toBe(
			new Set([...first.modules, ...second.modules].map(({ name }) => name)).size
		);
	});

	test('stops when it is told to, and offers nothing then', async () => {
		const abort = new AbortController();
		abort.abort();
		const answers = await ask(
			{
				kind: 'remake',
				terms: [{ place: placeOf('peft/lora'), weight: 1 }],
				keep: { rank: 1 },
				alpha: null,
				name: 'x'
			},
			abort.signal
		);
		expect(of(answers, 'remade')).toEqual([]);
	});
});

describe('checkpoints', () => {
	const config = JSON.stringify({ peft_type: 'LORA', r: 2, lora_alpha: 2 });
	const at = (step: number, a: number[][], b: number[][]): Place['files'] => {
		const weights = tensorsFile({
			'base_model.model.q.lora_A.weight': a,
			'base_model.model.q.lora_B.weight': b
		});
		return [
			{ path: `checkpoint-${step}/adapter_config.json`, file: new File([config], 'adapter_config.json') },
			{
				path: `checkpoint-${step}/adapter_model.safetensors`,
				file: new File([weights], 'adapter_model.safetensors')
			}
		];
	};
	const files = [
		...at(
			10,
			[
				[1, 0],
				[0, 0]
			],
			[
				[0, 0],
				[0, 0]
			]
		),
		...at(
			20,
			[
				[1, 0],
				[0, 0]
			],
			[
				[1, 0],
				[0, 0]
			]
		),
		...at(
			30,
			[
				[1, 0],
				[0, 1]
			],
			[
				[3, 0],
				[0, 4]
			]
		),
		...at(
			9,
			[
				[1, 0],
				[0, 1]
			],
			[
				[0, 0],
				[0, -2]
			]
		)
	];

	test('give norm, rank and direction in the order of their steps; a zero has no direction', async () => {
		const answers = await ask({ kind: 'checkpoints', place: { files, pick: null, alpha: null } });
		const checkpoints = of(answers, 'checkpoints')[0]?.checkpoints ?? [];
		const modules = of(answers, 'over-steps').flatMap((answer) => answer.modules);
		expect(checkpoints.map(({ step }) => step)).toEqual([9, 10, 20, 30]);
		const rows = stepRows(checkpoints, modules);
		expect(rows.map(({ frobenius }) => frobenius)).toEqual([2, 0, 1, 5].map((x) => expect.closeTo(x, 12)));
		expect(rows.map(({ rank }) => rank)).toEqual([1, 0, 1, 2]);
		expect(rows.map(({ toLast }) => toLast)).toEqual([
			expect.closeTo(-4 / 5, 12),
			null,
			expect.closeTo(3 / 5, 12),
			expect.closeTo(1, 12)
		]);
		expect(rows.map(({ toPrevious }) => toPrevious)).toEqual([null, null, null, expect.closeTo(3 / 5, 12)]);
		expect(placesOf(checkpoints)).toEqual([9, 10, 20, 30]);
	});

	test('of which one cannot be read are shown without it, and it is said why', async () => {
		const broken = {
			path: 'checkpoint-25/adapter_model.safetensors',
			file: new File(['<!doctype html>'], 'x')
		};
		const answers = await ask({
			kind: 'checkpoints',
			place: { files: [...files, broken], pick: null, alpha: null }
		});
		const checkpoints = of(answers, 'checkpoints')[0]?.checkpoints ?? [];
		expect(checkpoints.map(({ refusal }) => refusal?.kind ?? null)).toEqual([null, null, null, 'html', null]);
		const rows = stepRows(
			checkpoints,
			of(answers, 'over-steps').flatMap((answer) => answer.modules)
		);
		expect(rows[3]?.frobenius).toBeNull();
		expect(rows[4]?.toPrevious).toBeNull();
	});
});

describe('a zip that is written', () => {
	const chunks = (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<ArrayBuffer> =>
		new Blob([...zipChunks(files)]).arrayBuffer();

	test('is read back, whatever is in it and however it is called', async () => {
		expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
		await fc.assert(
			fc.asyncProperty(
				fc.dictionary(
					fc.string({ minLength: 1, maxLength: 20 }).filter((name) => !/\\|\/$/.test(name)),
					fc.uint8Array({ maxLength: 300 }),
					{
						maxKeys: 5
					}
				),
				async (written) => {
					const files = new Map(
						Object.entries(written).map(([name, bytes]) => [name, Uint8Array.from(bytes)])
					);
					const bytes = new Uint8Array(await chunks(files));
					const read = await filesInZip(bytesSource(bytes, 'x.zip'));
					// Lone surrogates have no UTF-8.
					const names = [...files.keys()].map((name) =>
						new TextDecoder().decode(new TextEncoder().encode(name))
					);
					expect(new Set(read.keys())).toEqual(new Set(names));
					for (const [name, content] of files) {
						const source = read.get(name);
						if (source) expect(await source.read(0, source.size)).toEqual(content);
					}
				}
			),
			{ numRuns: 60 }
		);
	});

	test('passes the test of another reader of the format', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'rankscope-'));
		try {
			const path = join(folder, 'x.zip');
			const files = new Map([
				['a/adapter_config.json', new TextEncoder().encode('{}')],
				['a/어댑터.bin', new Uint8Array(1000).fill(7)]
			]);
			writeFileSync(path, new Uint8Array(await chunks(files)));
			const script =
				'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))';
			let said: string | null = null;
			try {
				said = execFileSync('python3', ['-c', script, path], { encoding: 'utf8' });
			} catch (error) {
				// Where there is no Python the first test stands alone.
				if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
			}
			if (said !== null) expect(said.trim()).toBe('None 2');
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('of 4 GiB or more is refused before it is wrong', () => {
		const large = { length: 2 ** 32 } as unknown as Uint8Array<ArrayBuffer>;
		expect(() => [
			...zipChunks([['x', Object.assign(Object.create(null) as object, large) as never]])
		]).toThrow(FileError);
	});
});

test('rows sort by any column with what is missing last, and CSV has points and quotes', () => {
	const columns: readonly Column<{ n: string; x: number | null }>[] = [
		{ id: 'name', label: 'Name', text: ({ n }) => n, value: ({ n }) => n },
		{ id: 'x', label: 'X', text: ({ x }) => String(x), value: ({ x }) => x }
	];
	const rows = [
		{ n: 'b', x: 1.5 },
		{ n: 'a,"1"', x: null },
		{ n: 'c', x: -2 }
	];
	expect(sortedRows(rows, columns, { id: 'x', descending: true }).map(({ n }) => n)).toEqual([
		'b',
		'c',
		'a,"1"'
	]);
	expect(sortedRows(rows, columns, { id: 'x', descending: false }).map(({ n }) => n)).toEqual([
		'c',
		'b',
		'a,"1"'
	]);
	expect(csvOfRows(rows, columns)).toBe('name,x\nb,1.5\n"a,""1""",\nc,-2\n');
});

test('adapters beside one have a name and a weight, and seven are enough', () => {
	const beside = new Beside();
	const ids = Array.from({ length: 8 }, (_, i) =>
		beside.add(`a${i}`, { files: [], pick: null, alpha: null })
	);
	expect([ids[6], ids[7], beside.entries.length]).toEqual([7, null, 7]);
	beside.weigh(2, -0.5);
	beside.remove(1);
	expect(beside.entries[0]).toMatchObject({ id: 2, weight: -0.5 });
	const file = new File([], 'adapter_model.safetensors');
	expect(nameOfFiles([{ path: 'adapter_model.safetensors', file, root: 'mine' }])).toBe('mine');
	expect(nameOfFiles([{ path: 'x.safetensors', file }])).toBe('x.safetensors');
	expect(stemOf('내 어댑터/v1.safetensors')).toBe('내-어댑터-v1');
});

test('a task says how far it is, stops, and says what became of a worker that died', () => {
	const worker: ToolWorker & { id: number } = {
		id: 0,
		onmessage: null,
		onerror: null,
		postMessage: (message) => {
			if ('ask' in message) worker.id = message.id;
		},
		terminate: () => undefined
	};
	const heard: ToolAnswer[] = [];
	const task = new Task(
		(answer) => heard.push(answer),
		() => worker
	);
	const say = (tell: ToolAnswer): void =>
		worker.onmessage?.({ data: { id: worker.id, tell } } as MessageEvent);
	const question: ToolQuestion = { kind: 'checkpoints', place: { files: [], pick: null, alpha: null } };
	task.ask(question);
	say({ kind: 'progress', done: 2, all: 5 });
	say({ kind: 'checkpoints', checkpoints: [] });
	expect([task.stage, task.done, task.all, heard.length]).toEqual(['working', 2, 5, 1]);
	task.stop();
	expect(task.stage).toBe('stopped');
	task.ask(question);
	say({ kind: 'refused', note: { kind: 'html', values: {} } });
	expect([task.stage, task.refusal?.kind]).toEqual(['refused', 'html']);
	task.ask(question);
	worker.onerror?.({ message: 'out of memory', preventDefault: () => undefined } as unknown as ErrorEvent);
	expect([task.stage, task.failure]).toEqual(['failed', 'out of memory']);
});

test('a module of LoRA is a guest of its lesson, one of DoRA is not: its ΔW is more than s·BA', async () => {
	const invited = async (folder: string, module: string): Promise<boolean> => {
		const answers = await ask({ kind: 'guest', place: placeOf(folder), module, file: folder });
		return of(answers, 'guest')[0]?.text !== null;
	};
	const names = (await openedAt(placeOf('peft21/lora-dora'))).modules.map(({ name }) => name);
	expect(names.length).toBeGreaterThan(0);
	for (const name of names) expect(await invited('peft21/lora-dora', name), name).toBe(false);
	const plain = (await openedAt(placeOf('peft/lora'))).modules.map(({ name }) => name);
	expect(await Promise.all(plain.map((name) => invited('peft/lora', name)))).toContain(true);
});
