/**
 * Adapters that PEFT saved as the methods of the notebook: a folder's two files → modules with their factors under the names of
 * the methods' leaves, for lessons and as a check of the methods. What any adapter file holds is read in src/files/adapter.ts.
 * Names, shapes and transposes come from the methods' schemas (src/adapters); nothing of PEFT is said twice.
 */
import { adapter, type Adapter } from '$src/adapters/adapter';
import { methodFields, methodNames, methods, type MethodName, type MethodOptions } from '$src/adapters/index';
import type { Method, StoredShapes } from '$src/adapters/method';
import { evaluate, type Environment } from '$src/algebra/evaluate';
import { fail } from '$src/files/notes';
import { parsePeftConfig, type PeftConfig } from '$src/files/peftConfig';
import { readIndex, readTensor } from '$src/files/safetensors';
import { bytesSource } from '$src/files/source';
import { transposed } from '$src/math/dense';
import { float64 } from '$src/math/floats';
import { matrixShape, scalar, type Tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';

export interface AdapterModule {
	/** Path in the model, such as `model.layers.0.self_attn.q_proj`. */
	readonly name: string;
	readonly method: MethodName;
	readonly adapter: Adapter;
	/** Factors and s by leaf name, float64, exact. */
	readonly environment: Environment;
}

/** The method that says this is its `peft_type`. */
const methodOf = (type: string): MethodName =>
	methodNames.find((name) => (methods[name] as Method).peftType === type) ??
	refuse('a peft_type that a method here has', type, 'other methods are not known here');

/** PEFT wraps the model once: keys are `base_model.model.<path>.<tensor>`. */
const PREFIX = 'base_model.model.';

const refuse = (expected: string, got: string, remedy: string): never =>
	fail('config', { file: 'peft', expected, got: `got ${got}`, remedy });

/**
 * @param config text of adapter_config.json
 * @param weights bytes of adapter_model.safetensors
 * @returns modules in the order of their names
 * @throws FileError
 */
export async function readAdapter(config: string, weights: Uint8Array): Promise<readonly AdapterModule[]> {
	const settings = parsePeftConfig(config);
	const method = methodOf(settings.type);
	const index = await readIndex(bytesSource(weights, 'adapter_model.safetensors'));
	const tensors = new Map<string, Tensor>();
	for (const [name, entry] of index.tensors)
		tensors.set(name, { shape: entry.shape, data: float64(await readTensor(entry)) });
	const modules = byModule(tensors);
	if (modules.size === 0)
		refuse(`tensors of ${settings.type}`, 'none', 'the file may belong to another folder');
	return [...modules]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, tensors]) => read(name, tensors, method, settings));
}

/** What the names of all tensors begin with that methods here keep in such files: lora, hada, lokr. */
const beginnings = methodNames.flatMap((name) => {
	const { peftType, factors }: Method = methods[name];
	if (peftType === undefined) return [];
	return factors(defaultsOf(methodFields)).flatMap(({ peftName }) => peftName?.split('_', 1) ?? []);
});
const keyPattern = new RegExp(
	`^(?<path>.+)\\.(?<name>(?:${[...new Set(beginnings)].join('|')})_\\w+(?:\\.weight)?)$`
);

/** Module path → tensor name → tensor. A tensor's name is all behind the path: it has a dot of its own for LoRA alone. */
function byModule(tensors: ReadonlyMap<string, Tensor>): Map<string, Map<string, Tensor>> {
	const modules = new Map<string, Map<string, Tensor>>();
	for (const [key, tensor] of tensors) {
		const match = keyPattern.exec(key)?.groups;
		const [path, name] = [match?.['path'], match?.['name']];
		if (path === undefined || name === undefined || !path.startsWith(PREFIX)) {
			refuse(`keys like ${PREFIX}layer.lora_A.weight`, key, 'PEFT would not load this tensor either');
			continue;
		}
		const module = modules.get(path.slice(PREFIX.length)) ?? new Map<string, Tensor>();
		modules.set(path.slice(PREFIX.length), module.set(name, tensor));
	}
	return modules;
}

function read(
	name: string,
	tensors: ReadonlyMap<string, Tensor>,
	method: MethodName,
	settings: PeftConfig
): AdapterModule {
	const shapes: StoredShapes = new Map(
		[...tensors].map(([key, t]) => {
			const { rows, columns } = matrixShape(t);
			return [key, [rows, columns] as const];
		})
	);
	const { layerOf, title }: Method = methods[method];
	const layer =
		layerOf?.(shapes) ??
		refuse(`all tensors of ${title} for ${name}`, [...shapes.keys()].join(', '), 'the file is incomplete');
	const options: MethodOptions = {
		...defaultsOf(methodFields),
		out: layer[0],
		in: layer[1],
		rank: settings.rankOf(name),
		alpha: settings.alphaOf(name),
		factor: settings.factor,
		decomposeBoth: settings.decomposeBoth,
		rslora: settings.rslora
	};
	const made = adapter(method, options);
	const environment = new Map<string, Tensor>([['s', scalar(made.scale)]]);
	for (const { name: leaf, peftName, peftTransposed, shape } of made.factors) {
		const stored = tensors.get(peftName ?? '');
		const [rows, columns] = peftTransposed ? shape.toReversed() : shape;
		const got = stored ? `[${stored.shape.join(', ')}]` : 'none';
		if (stored?.shape[0] !== rows || stored.shape[1] !== columns) {
			return refuse(
				`${name}.${peftName} of [${rows}, ${columns}] for rank ${options.rank}`,
				got,
				'the configuration and the weights are not of one adapter'
			);
		}
		environment.set(leaf, peftTransposed ? transposed(stored) : stored);
	}
	return { name, method, adapter: made, environment };
}

/** ΔW of a module, [out, in], float64. */
export const deltaOf = ({ adapter: made, environment }: AdapterModule): Tensor =>
	evaluate(made.delta, environment);
