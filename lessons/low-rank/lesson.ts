/** The lesson low-rank: what can be set, the matrices of its derivation, its equations and exercises, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { environmentFor } from './matrices';
import { parameters } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'low-rank',
	parameters,
	symbols,
	environment: environmentFor,
	notebook: async (values, language) => (await import('./notebook')).notebookOf(values, language),
	equations: equationsFor,
	exercises,
	derivations: {
		'eckart-young': [
			'svd',
			'right-angle',
			'projection',
			'weights',
			'budget',
			'exchange',
			'theorem',
			'spectral',
			'break-even'
		]
	}
});
