/** What the page of adapters keeps: rows at once, measurements as they come, and an end in any case. */
import { render } from 'svelte/server';
import { describe, expect, test, vi } from 'vitest';
import { note } from '$src/files/notes';
import InspectPage from '$src/inspect/InspectPage.svelte';
import { cutsOf } from '$src/inspect/cut';
import { gridOf, placeOf } from '$src/inspect/layers';
import { noteText } from '$src/inspect/notes.texts';
import type { InspectAnswer, Measurement, Row } from '$src/inspect/protocol';
import { InspectSession, type InspectWorker } from '$src/inspect/session.svelte';
import { csvOf, sorted, type Line } from '$src/inspect/table';
import { sentences, type NoteKind } from '$src/files/notes';

// SvelteKit's, which is not there in a test of one component.
vi.mock('$app/paths', () => ({ resolve: (path: string) => path }));

const row = (name: string, more: Partial<Row> = {}): Row => ({
	name,
	method: 'lora',
	shape: [8, 8],
	parameters: 64,
	bytes: 256,
	configuredRank: 4,
	rankBound: 4,
	hasMagnitude: false,
	...more
});
const measurement = (more: Partial<Measurement> = {}): Measurement => ({
	scale: 1,
	from: 'alpha/r',
	singularValues: Float64Array.of(1, 1, 1, 1),
	rank: 4,
	frobenius: 2,
	stableRank: 4,
	entropyRank: 4,
	rankAt: [4, 4, 4],
	experts: 0,
	...more
});

/** A worker that does what the test says. */
class Told implements InspectWorker {
	onmessage: InspectWorker['onmessage'] = null;
	onerror: InspectWorker['onerror'] = null;
	id = 0;
	stopped = false;
	postMessage(message: Parameters<InspectWorker['postMessage']>[0]): void {
		if ('ask' in message) this.id = message.id;
		if ('stop' in message) this.stopped = true;
	}
	terminate(): void {
		this.onmessage = null;
	}
	say(answer: InspectAnswer): void {
		this.onmessage?.({ data: { id: this.id, tell: answer } } as MessageEvent);
	}
	end(): void {
		this.onmessage?.({ data: { id: this.id, ended: true } } as MessageEvent);
	}
}

function opened(): { session: InspectSession; worker: Told } {
	const worker = new Told();
	const session = new InspectSession({ connect: () => worker, soon: (work) => work() });
	session.take([{ path: 'a.safetensors', file: new File([], 'a.safetensors') }]);
	return { session, worker };
}
const overview = (rows: readonly Row[]): InspectAnswer => ({
	kind: 'overview',
	overview: { file: 'a', dialect: 'peft', parameters: 128, others: [], rows },
	notes: []
});

describe('a session', () => {
	test('shows rows before anything is measured, then one measurement after the other', () => {
		const { session, worker } = opened();
		expect(session.stage).toBe('reading');
		worker.say({ kind: 'found', names: ['a'], picked: 'a' });
		worker.say(overview([row('p'), row('q')]));
		expect([session.stage, session.overview?.rows.length, session.measured]).toEqual(['measuring', 2, 0]);
		worker.say({ kind: 'measured', at: 1, measurement: measurement(), notes: [] });
		expect([session.measured, session.measurements[0]]).toEqual([1, undefined]);
		worker.say({
			kind: 'measured',
			at: 0,
			measurement: null,
			notes: [note('dead', { count: 1, module: 'p' })]
		});
		worker.end();
		expect([session.stage, session.measured, session.notes.length]).toEqual(['done', 2, 1]);
	});

	test('stops, keeps what was measured, and says so', () => {
		const { session, worker } = opened();
		worker.say(overview([row('p'), row('q')]));
		worker.say({ kind: 'measured', at: 0, measurement: measurement(), notes: [] });
		session.stop();
		expect([session.stage, worker.stopped, session.measured]).toEqual(['stopped', true, 1]);
		worker.end();
		expect(session.stage).toBe('stopped');
	});

	test('refuses with a note, and another file starts anew', () => {
		const { session, worker } = opened();
		worker.say({ kind: 'refused', note: note('html', { file: 'a' }) });
		worker.end();
		expect([session.stage, session.refusal?.kind]).toEqual(['refused', 'html']);
		session.take([{ path: 'b', file: new File([], 'b') }]);
		expect([session.stage, session.refusal]).toEqual(['reading', null]);
	});

	test('says what became of a worker that died', () => {
		const { session, worker } = opened();
		worker.say(overview([row('p')]));
		worker.onerror?.({ message: 'out of memory', preventDefault: () => undefined } as unknown as ErrorEvent);
		expect([session.stage, session.failure]).toEqual(['failed', 'out of memory']);
	});
});

test('the page is there before any script has run, with what it takes', () => {
	const { body } = render(InspectPage);
	expect(body).toContain('type="file"');
	expect(body).toContain('data-stage="empty"');
});

test('every kind of note is said in both languages, with its values', () => {
	for (const kind of Object.keys(sentences) as NoteKind[]) {
		const names = [...sentences[kind].matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
		const values = Object.fromEntries(names.map((name) => [name, `‹${name}›`]));
		for (const language of ['en', 'ko'] as const) {
			const text = noteText(note(kind, values), language);
			expect(text).not.toMatch(/\{\w+\}/);
			if (names.includes('tensor')) expect(text).toContain('‹tensor›');
			expect(text.endsWith('.')).toBe(true);
		}
	}
});

test('modules find their place: the first number is the layer', () => {
	expect(placeOf('model.layers.3.self_attn.q_proj')).toEqual({ layer: '3', kind: 'self_attn.q_proj' });
	expect(placeOf('lora_unet_down_blocks_1_attentions_0_proj_in').layer).toBe('down 1');
	expect(placeOf('lm_head')).toEqual({ layer: '–', kind: 'lm_head' });
	const grid = gridOf(['layers.0.q', 'layers.1.q', 'layers.1.k']);
	expect([grid.layers, grid.kinds, grid.at('1', 'k'), grid.at('0', 'k')]).toEqual([
		['0', '1'],
		['q', 'k'],
		2,
		undefined
	]);
});

test('what could be cut: ranks that are not used, modules that do nothing, and those of one spike', () => {
	const rows = [row('full'), row('half'), row('dead'), row('spike')];
	const cuts = cutsOf(rows, [
		measurement(),
		measurement({ rankAt: [1, 2, 2] }),
		measurement({ frobenius: 0, rank: 0, stableRank: 0, rankAt: [0, 0, 0] }),
		measurement({ stableRank: 1.01, rankAt: [1, 1, 1] })
	]);
	expect([cuts.dead, cuts.spikes]).toEqual([['dead'], ['spike']]);
	expect(cuts.smaller.map(({ row, saved }) => [row.name, saved])).toEqual([
		['dead', 256],
		['spike', 192],
		['half', 128]
	]);
});

test('DoRA’s magnitudes cannot be cut: a rank that is used in full saves nothing', () => {
	const dora = row('dora', { parameters: 72, bytes: 288, hasMagnitude: true });
	expect(cutsOf([dora], [measurement()]).saved).toBe(0);
	expect(cutsOf([dora], [measurement({ rankAt: [1, 1, 1] })]).saved).toBe(192);
});

test('the table sorts by any column and is saved with points in its numbers', () => {
	const lines: Line[] = [
		{ at: 0, row: row('b'), measurement: measurement({ frobenius: 1.5 }) },
		{ at: 1, row: row('a,1'), measurement: measurement({ frobenius: 3 }) },
		{ at: 2, row: row('c'), measurement: undefined }
	];
	expect(sorted(lines, { id: 'norm', descending: true }).map(({ at }) => at)).toEqual([1, 0, 2]);
	expect(sorted(lines, { id: 'name', descending: false }).map(({ at }) => at)).toEqual([0, 1, 2]);
	const [head = '', first = '', second = ''] = csvOf(lines).split('\n');
	expect(first.split(',')).toHaveLength(head.split(',').length);
	expect(first).toMatch(/1\.5$/);
	expect(second).toMatch(/^"a,1",lora,8x8,/);
});
