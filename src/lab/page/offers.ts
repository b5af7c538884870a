/** The functions of the language, as they are offered while one types. */
import type { Offer } from './complete';

const called: Readonly<Record<string, string>> = {
	kron: 'kron(A, B)',
	khatrirao: 'khatrirao(A, B)',
	rank: 'rank(M)',
	svd: 'svd(M)',
	stableRank: 'stableRank(M)',
	norm: 'norm(M)',
	parameters: 'parameters(adapter)',
	rankBound: 'rankBound(adapter)',
	train: 'train(adapter, task = "gaussian", steps = 600, lr = 0.02, seed = 1)',
	sweep: 'sweep(adapter, …)',
	race: 'race(adapter)',
	loadAdapter: 'loadAdapter("file", "module")',
	nearestKron: 'nearestKron(M, …)',
	best: 'best(M, k)',
	spectrum: 'spectrum(run), against = k',
	losses: 'losses(run)',
	heatmap: 'heatmap(M)',
	curve: 'curve(sweep)'
};

export const functionOffers: readonly Offer[] = Object.entries(called).map(([name, about]) => ({
	name,
	about,
	isFunction: true
}));
