/** The lesson compare: what can be set, the matrices of its derivation, its equations, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { environmentFor } from './matrices';
import { parameters } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'compare',
	parameters,
	symbols,
	environment: environmentFor,
	equations: equationsFor,
	derivations: { compare: ['counts', 'equal', 'rank-floor', 'kron-floor', 'inside', 'reached'] }
});
