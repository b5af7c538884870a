/** The lesson low-rank: what can be set, the matrices of its derivation, its equations, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { environmentFor } from './matrices';
import { parameters } from './parameters';

export default defineLesson({
	id: 'low-rank',
	parameters,
	environment: environmentFor,
	equations: equationsFor,
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
