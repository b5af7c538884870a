/**
 * From an adapter's file to the spectra of all its modules, beside numpy in the same run: `node bench/inspect.mjs`.
 * It writes its adapters itself. numpy: LAPACK in float64 through the same factors, on one thread, and where asked for the
 * full SVD of one formed ΔW in float32, as torch-style tools do it. Where python3 with numpy is missing, the table says so.
 *
 * Wall time is what a reader waits for; processor time beside it can be compared on a machine that others use as well.
 *
 *   node bench/inspect.mjs [--size 4096] [--rank 16] [--modules 200] [--loha 4] [--rounds 3] [--full] [--keep]
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');
const { values: options } = parseArgs({
	options: {
		size: { type: 'string', default: '4096' },
		rank: { type: 'string', default: '16' },
		modules: { type: 'string', default: '200' },
		loha: { type: 'string', default: '4' },
		rounds: { type: 'string', default: '3' },
		full: { type: 'boolean', default: false },
		keep: { type: 'boolean', default: false }
	}
});
const [size, rank, modules, lohas, rounds] = [
	options.size,
	options.rank,
	options.modules,
	options.loha,
	options.rounds
].map(Number);

/** A float16 of about a normal number, without a library: the bits of values in (−1, 1) in steps of 1/1024. */
const halfOf = (/** @type {number} */ x) => {
	if (x === 0) return 0;
	const sign = x < 0 ? 0x8000 : 0;
	const exponent = Math.floor(Math.log2(Math.abs(x)));
	const fraction = Math.round((Math.abs(x) / 2 ** exponent - 1) * 1024);
	return sign | ((exponent + 15) << 10) | Math.min(fraction, 1023);
};
const table = Uint16Array.from({ length: 2048 }, (_, i) => halfOf((i - 1024) / 1024));
let state = 1;
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 21;

/**
 * Writes F16 tensors one after the other, never all in memory.
 * @param {string} path @param {readonly [string, readonly number[]][]} tensors
 */
function writeFile(path, tensors) {
	/** @type {Record<string, unknown>} */
	const header = { __metadata__: { format: 'pt' } };
	let offset = 0;
	for (const [name, shape] of tensors) {
		const end = offset + 2 * shape.reduce((product, n) => product * n, 1);
		header[name] = { dtype: 'F16', shape, data_offsets: [offset, end] };
		offset = end;
	}
	const text = Buffer.from(JSON.stringify(header));
	const padded = Buffer.alloc(Math.ceil(text.length / 8) * 8, 0x20);
	text.copy(padded);
	const file = openSync(path, 'w');
	const length = Buffer.alloc(8);
	length.writeBigUInt64LE(BigInt(padded.length));
	writeSync(file, length);
	writeSync(file, padded);
	for (const [, shape] of tensors) {
		const codes = new Uint16Array(shape.reduce((product, n) => product * n, 1));
		for (let i = 0; i < codes.length; i++) codes[i] = table[random()];
		writeSync(file, Buffer.from(codes.buffer));
	}
	closeSync(file);
}

const folder = mkdtempSync(join(tmpdir(), 'rankscope-bench-'));
/** @param {string} name @param {object} config @param {readonly [string, readonly number[]][]} tensors */
const adapter = (name, config, tensors) => {
	const path = join(folder, name);
	spawnSync('mkdir', ['-p', path]);
	writeFileSync(join(path, 'adapter_config.json'), JSON.stringify(config));
	writeFile(join(path, 'adapter_model.safetensors'), tensors);
	return path;
};
const key = (/** @type {number} */ i, /** @type {string} */ ending) =>
	`base_model.model.layers.${i}.q_proj.${ending}`;
const cases = [
	{
		name: `LoRA, ${modules} modules of ${size} × ${size}, r ${rank}, F16`,
		path: adapter(
			'lora',
			{ peft_type: 'LORA', r: rank, lora_alpha: rank },
			Array.from({ length: modules }, (_, i) => [
				/** @type {[string, number[]]} */ ([key(i, 'lora_A.weight'), [rank, size]]),
				/** @type {[string, number[]]} */ ([key(i, 'lora_B.weight'), [size, rank]])
			]).flat()
		),
		script: 'lora'
	},
	{
		name: `LoHa, ${lohas} modules of ${size} × ${size}, r ${rank} (width ${rank * rank}), F16`,
		path: adapter(
			'loha',
			{ peft_type: 'LOHA', r: rank, alpha: rank },
			Array.from({ length: lohas }, (_, i) =>
				['hada_w1_a', 'hada_w1_b', 'hada_w2_a', 'hada_w2_b'].map(
					(ending) =>
						/** @type {[string, number[]]} */ ([
							key(i, ending),
							ending.endsWith('a') ? [size, rank] : [rank, size]
						])
				)
			).flat()
		),
		script: 'loha'
	}
].filter(({ script }) => (script === 'lora' ? modules : lohas) > 0);

const python = `
import sys, json, struct, time
import numpy as np
path, kind, full = sys.argv[1], sys.argv[2], sys.argv[3] == 'full'
start, began = time.perf_counter(), time.process_time()
with open(path + '/adapter_model.safetensors', 'rb') as f:
    n = struct.unpack('<Q', f.read(8))[0]
    header = json.loads(f.read(n))
    def read(name):
        e = header[name]; f.seek(8 + n + e['data_offsets'][0])
        return np.frombuffer(f.read(e['data_offsets'][1] - e['data_offsets'][0]), np.float16).astype(np.float64).reshape(e['shape'])
    modules = {}
    for name in header:
        if name == '__metadata__': continue
        m = name.split('.q_proj.')[0]; modules.setdefault(m, []).append(name)
    total, one = 0.0, None
    for m, names in modules.items():
        t = {x.split('.q_proj.')[1]: read(x) for x in names}
        if kind == 'lora': P, Q = t['lora_B.weight'], t['lora_A.weight'].T
        else:
            kr = lambda a, b: (a[:, :, None] * b[:, None, :]).reshape(a.shape[0], -1)
            P, Q = kr(t['hada_w1_a'], t['hada_w2_a']), kr(t['hada_w1_b'].T, t['hada_w2_b'].T)
        s = np.linalg.svd(np.linalg.qr(P, mode='r') @ np.linalg.qr(Q, mode='r').T, compute_uv=False)
        total += s[0]; one = (P, Q)
seconds = time.perf_counter() - start
answer = {'seconds': seconds, 'processor': time.process_time() - began, 'sum': total}
if full:
    W = (one[0] @ one[1].T).astype(np.float32)
    start = time.perf_counter(); np.linalg.svd(W, compute_uv=False); answer['full'] = time.perf_counter() - start
print(json.dumps(answer))
`;
const threads = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
/** @param {string} path @param {string} kind @param {boolean} full */
function numpy(path, kind, full) {
	const { status, stdout } = spawnSync('python3', ['-c', python, path, kind, full ? 'full' : ''], {
		encoding: 'utf8',
		env: { ...process.env, ...threads }
	});
	return status === 0
		? /** @type {{ seconds: number, processor: number, sum: number, full?: number }} */ (JSON.parse(stdout))
		: null;
}

// The command's own code without its start: what reads, and what measures.
const bundle = join(root, 'node_modules/.cache/rankscope-bench/inspect.mjs');
await build({
	input: join(root, 'bench/node/inspect.ts'),
	platform: 'node',
	resolve: { alias: { $src: join(root, 'src') } },
	tsconfig: false,
	logLevel: 'warn',
	output: { file: bundle, format: 'esm', codeSplitting: false }
});
const { inspectAll } =
	/** @type {{ inspectAll: (path: string) => Promise<{ rows: number, first: number, seconds: number, sum: number }> }} */ (
		await import(pathToFileURL(bundle).href)
	);

const median = (/** @type {number[]} */ all) => all.sort((a, b) => a - b)[all.length >> 1] ?? NaN;
const seconds = (/** @type {number} */ x) => (Number.isNaN(x) ? '–' : `${x.toPrecision(3)} s`);
console.log(
	'| adapter | Rankscope (processor) | rows, first spectrum | numpy, one thread (processor) | ratio (processor) | full SVD of one ΔW |'
);
console.log('|---|---|---|---|---|---|');
for (const { name, path, script } of cases) {
	/** @type {{ ours: number[], rows: number[], first: number[], theirs: number[], mine: number[], other: number[], full: number }} */
	const seen = { ours: [], rows: [], first: [], theirs: [], mine: [], other: [], full: NaN };
	for (let round = 0; round < rounds; round++) {
		const before = process.cpuUsage();
		const ours = await inspectAll(path);
		const { user, system } = process.cpuUsage(before);
		seen.mine.push((user + system) / 1e6);
		const theirs = numpy(path, script, options.full && round === 0);
		seen.ours.push(ours.seconds);
		seen.rows.push(ours.rows);
		seen.first.push(ours.first);
		if (!theirs) continue;
		seen.theirs.push(theirs.seconds);
		seen.other.push(theirs.processor);
		if (theirs.full !== undefined) seen.full = theirs.full;
		if (Math.abs(theirs.sum / ours.sum - 1) > 1e-9)
			throw new Error(`${name}: numpy finds other singular values: ${theirs.sum}, ours ${ours.sum}`);
	}
	const [ours, theirs, mine, other] = [seen.ours, seen.theirs, seen.mine, seen.other].map(median);
	const isThere = seen.theirs.length > 0;
	const peer = isThere ? `${seconds(theirs)} (${seconds(other)})` : 'no python3 with numpy here';
	const ratio = isThere ? `${(ours / theirs).toPrecision(3)} (${(mine / other).toPrecision(3)})` : '–';
	console.log(
		`| ${name} | ${seconds(ours)} (${seconds(mine)}) | ${seconds(median(seen.rows))}, ${seconds(median(seen.first))} | ${peer} | ${ratio} | ${seconds(seen.full)} |`
	);
}
console.log(`peak memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
if (!options.keep) rmSync(folder, { recursive: true });
