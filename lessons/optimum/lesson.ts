/** The lesson optimum: what can be set, the matrices of its derivation, its equations and exercises, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { live } from './fit';
import { environmentFor } from './matrices';
import { parameters } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'optimum',
	parameters,
	symbols,
	environment: environmentFor,
	notebook: async (values, language) => (await import('./notebook')).notebookOf(values, language),
	equations: equationsFor,
	exercises,
	live,
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
