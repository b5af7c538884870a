/** The lesson lokr: what can be set, the matrices of its derivation, its equations and exercises, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { environmentFor } from './matrices';
import { live, parameters } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'lokr',
	parameters,
	symbols,
	environment: environmentFor,
	equations: equationsFor,
	exercises,
	live,
	derivations: {
		lokr: ['entries', 'mixed', 'svd', 'orthonormal', 'spectrum', 'vec', 'cost', 'full', 'masks']
	}
});
