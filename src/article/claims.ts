/**
 * The article's claims, in its order: the only list. Opinions, and remarks about language models in general, are not
 * among them. Words are in words.en.ts and words.ko.ts, the numbers in them in numbers.ts.
 */
import type { Claim } from './claim';

export const claims = [
	{
		id: 'branch',
		section: 'peft',
		verdict: 'needs-a-word',
		place: { lesson: 'peft', query: { asDrawn: true }, figure: 'map' },
		sources: ['survey', 'peft', 'lycoris']
	},
	{
		id: 'sixty-billion',
		section: 'peft',
		verdict: 'needs-a-word',
		place: { lesson: 'peft', query: { billions: 7, layers: 33, hidden: 4224 }, figure: 'memory' },
		sources: ['bloom', 'llama', 'mistral']
	},
	{
		id: 'two-to-three',
		section: 'peft',
		verdict: 'needs-a-word',
		place: { lesson: 'peft', step: 'memory.state' },
		sources: ['zero']
	},
	{
		id: 'seven-hundred',
		section: 'peft',
		verdict: 'needs-a-word',
		place: { lesson: 'peft', query: { scheme: 'fp32' }, step: 'memory.article' },
		sources: ['zero']
	},
	{
		id: 'some-parameters',
		section: 'peft',
		verdict: 'needs-a-word',
		place: { lesson: 'peft', query: { method: 'bitfit' }, figure: 'map' },
		sources: ['lora']
	},
	{
		id: 'adapter-latency',
		section: 'before',
		verdict: 'needs-a-word',
		place: { lesson: 'before-lora', query: { batch: '32' }, step: 'before.overhead', figure: 'latency' },
		sources: ['lora', 'adapters']
	},
	{
		id: 'prefix-length',
		section: 'before',
		verdict: 'stands',
		place: { lesson: 'before-lora', query: { prefix: 16 }, figure: 'prefix' },
		sources: ['prefix', 'lora']
	},
	{
		id: 'more-prefix',
		section: 'before',
		verdict: 'wrong',
		place: { lesson: 'before-lora', step: 'before.split' },
		sources: ['lora', 'prefix']
	},
	{
		id: 'arxiv-only',
		section: 'lora',
		verdict: 'wrong',
		place: { lesson: 'lora', step: 'lora.merge' },
		sources: ['lora']
	},
	{
		id: 'factorization',
		section: 'lora',
		verdict: 'needs-a-word',
		place: { lesson: 'low-rank', step: 'eckart-young.theorem' },
		sources: ['recommenders']
	},
	{
		id: 'y-times-z',
		section: 'lora',
		verdict: 'needs-a-word',
		place: { lesson: 'low-rank', step: 'eckart-young.right-angle' },
		sources: []
	},
	{
		id: 'approximates-weight',
		section: 'lora',
		verdict: 'wrong',
		place: { lesson: 'lora', figure: 'adapter' },
		sources: ['lora']
	},
	{
		id: 'fewer-numbers',
		section: 'lora',
		verdict: 'stands',
		place: { lesson: 'lora', query: { layerOut: 1024, layerIn: 1024, layerRank: 1 }, figure: 'count' },
		sources: ['lora']
	},
	{
		id: 'smaller-rank',
		section: 'lora',
		verdict: 'needs-a-word',
		place: { lesson: 'peft', query: { rank: 1, shown: true }, figure: 'memory' },
		sources: ['zero']
	},
	{
		id: 'forward',
		section: 'lora',
		verdict: 'needs-a-word',
		place: { lesson: 'lora', query: { rank: 4, alpha: 16 }, step: 'lora.update' },
		sources: ['lora']
	},
	{
		id: 'which-weights',
		section: 'lora',
		verdict: 'needs-a-word',
		place: { lesson: 'lora', query: { layerOut: 3072, layerIn: 768, layerRank: 8 }, figure: 'count' },
		sources: ['lora']
	},
	{
		id: 'parallel',
		section: 'lora',
		verdict: 'wrong',
		place: { lesson: 'lora', query: { merged: true }, step: 'lora.merge', figure: 'merge' },
		sources: ['lora']
	},
	{
		id: 'federated',
		section: 'loha',
		verdict: 'needs-a-word',
		place: { lesson: 'loha', figure: 'adapter' },
		sources: ['fedpara', 'lycoris']
	},
	{
		id: 'elementwise',
		section: 'loha',
		verdict: 'stands',
		place: { lesson: 'loha', query: { terms: '11.12.13.21.22.23.31.32.33' }, figure: 'terms' },
		sources: ['fedpara']
	},
	{
		id: 'rank-preserved',
		section: 'loha',
		verdict: 'wrong',
		place: { lesson: 'loha', step: 'proposition.generic' },
		sources: ['fedpara']
	},
	{
		id: 'proposition-1',
		section: 'loha',
		verdict: 'stands',
		place: { lesson: 'loha', step: 'proposition.bound' },
		sources: ['fedpara']
	},
	{
		id: 'proof-1',
		section: 'loha',
		verdict: 'needs-a-word',
		place: { lesson: 'loha', query: { terms: '11.22.33' }, step: 'proposition.term' },
		sources: ['fedpara']
	},
	{
		id: 'proposition-2',
		section: 'loha',
		verdict: 'stands',
		place: {
			lesson: 'optimum',
			query: { target: 16, r1: 4, r2: 4, shown: true },
			step: 'optimum.equality',
			figure: 'lattice'
		},
		sources: ['fedpara']
	},
	{
		id: 'proof-2',
		section: 'loha',
		verdict: 'stands',
		place: { lesson: 'optimum', query: { target: 16, r1: 2, r2: 8 }, step: 'optimum.equality' },
		sources: ['fedpara']
	},
	{
		id: 'brackets',
		section: 'loha',
		verdict: 'needs-a-word',
		place: { lesson: 'loha', step: 'proposition.khatri-rao' },
		sources: ['fedpara']
	},
	{
		id: 'r-squared',
		section: 'loha',
		verdict: 'needs-a-word',
		place: { lesson: 'optimum', query: { equalR: 2 }, step: 'optimum.against-lora' },
		sources: ['fedpara']
	},
	{
		id: 'blocks',
		section: 'lokr',
		verdict: 'stands',
		place: { lesson: 'lokr', query: { block: 4 }, figure: 'blocks' },
		sources: ['lycoris']
	},
	{
		id: 'same-rank',
		section: 'lokr',
		verdict: 'wrong',
		place: { lesson: 'lokr', figure: 'same-numbers' },
		sources: ['lycoris', 'peft']
	},
	{
		id: 'first-kronecker',
		section: 'lokr',
		verdict: 'wrong',
		place: {
			lesson: 'lokr',
			query: { layerOut: 768, layerIn: 3072, pairA: 24, pairC: 48 },
			figure: 'pairs'
		},
		sources: ['krona', 'lycoris']
	},
	{
		id: 'table-counts',
		section: 'table',
		verdict: 'needs-a-word',
		place: { lesson: 'compare', query: { out: 3072, in: 768, rank: 8, equal: 'rank' }, figure: 'table' },
		sources: ['lora', 'fedpara', 'lycoris', 'peft']
	},
	{
		id: 'table-ranks',
		section: 'table',
		verdict: 'needs-a-word',
		place: {
			lesson: 'compare',
			query: { rank: 8, equal: 'parameters' },
			step: 'compare.equal',
			figure: 'table'
		},
		sources: ['fedpara', 'lycoris']
	},
	{
		id: 'table-lokr',
		section: 'table',
		verdict: 'wrong',
		place: { lesson: 'lokr', step: 'lokr.full' },
		sources: ['lycoris', 'peft']
	},
	{
		id: 'successors',
		section: 'table',
		verdict: 'needs-a-word',
		place: { lesson: 'compare', figure: 'race' },
		sources: ['fedpara', 'lycoris']
	}
] as const satisfies readonly Claim[];

export type ClaimId = (typeof claims)[number]['id'];
