/** The functions of the lab, by name, with what they take: for the reader of a line, and for whoever completes one. */
import { FUNCTIONS, MATRIX_FUNCTIONS } from '$src/formula/operations';

/** Name → how it is called. What comes of it is in functions.ts. */
export const LAB_FUNCTIONS = {
	rank: 'rank(M)',
	stableRank: 'stableRank(M)',
	svd: 'svd(M)',
	best: 'best(M, k)',
	nearestKron: 'nearestKron(M, a, c)',
	singularValues: 'singularValues(M)',
	parameters: 'parameters(adapter)',
	rankBound: 'rankBound(adapter)',
	train: 'train(adapter, task = "identity", steps = 600, lr = 0.02, seed = 1)',
	sweep: 'sweep(adapter, r = 1..8, task = "identity")',
	race: 'race(adapter, task = "identity", steps = 600, lr = 0.02)',
	loadAdapter: 'loadAdapter("file.safetensors", "module")',
	identity: 'identity(n)',
	zeros: 'zeros(m, n)',
	ones: 'ones(m, n)',
	gaussian: 'gaussian(m, n, seed = 1)',
	target: 'target("gaussian", m, n, seed = 1)',
	matrix: 'matrix("1 2; 3 4")',
	list: 'list(0.001, 0.01, 0.1)',
	spectrum: 'spectrum(run), against = rankBound(adapter)',
	losses: 'losses(run)',
	heatmap: 'heatmap(M)',
	curve: 'curve(sweep)'
} as const;
export type LabFunction = keyof typeof LAB_FUNCTIONS;

export const isLabFunction = (name: string): boolean =>
	Object.hasOwn(LAB_FUNCTIONS, name) || FUNCTIONS.has(name) || MATRIX_FUNCTIONS.has(name);

/** Every function that a line may call, the lab's first. */
export const functionNames: readonly string[] = [
	...Object.keys(LAB_FUNCTIONS),
	...FUNCTIONS.keys(),
	...MATRIX_FUNCTIONS.keys()
];
