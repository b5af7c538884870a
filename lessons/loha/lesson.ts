/** The lesson loha: what can be set, the matrices of its derivation, its equations and exercises, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { environmentFor } from './matrices';
import { live, parameters, renamed } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'loha',
	parameters,
	symbols,
	environment: environmentFor,
	equations: equationsFor,
	exercises,
	live,
	renamed,
	derivations: {
		proposition: [
			'rank-ones',
			'bilinear',
			'term',
			'subadditive',
			'bound',
			'khatri-rao',
			'witness',
			'generic',
			'strict'
		]
	}
});
