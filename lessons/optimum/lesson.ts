/** The lesson optimum: what can be set, the matrices of its derivation, its equations, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { environmentFor } from './matrices';
import { parameters } from './parameters';

export default defineLesson({
	id: 'optimum',
	parameters,
	environment: environmentFor,
	equations: equationsFor,
	derivations: {
		optimum: [
			'cost',
			'am-gm',
			'constraint',
			'lower-bound',
			'equality',
			'integers',
			'least-sum',
			'all-optima',
			'against-lora'
		]
	}
});
