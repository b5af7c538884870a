/** The lesson compare: what can be set, the matrices of its derivation, its equations and exercises, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { environmentFor } from './matrices';
import { parameters } from './parameters';
import { live } from './receipts';
import symbols from './symbols.json';

export default defineLesson({
	id: 'compare',
	parameters,
	symbols,
	environment: environmentFor,
	notebook: async (values, language) => (await import('./notebook')).notebookOf(values, language),
	equations: equationsFor,
	exercises,
	live,
	derivations: { compare: ['counts', 'equal', 'rank-floor', 'kron-floor', 'inside', 'apart', 'reached'] }
});
