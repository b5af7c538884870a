/** The lesson transformer: what can be set, the matrices of its derivation, its equations and exercises, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { environmentFor } from './matrices';
import { live, parameters } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'transformer',
	parameters,
	symbols,
	environment: environmentFor,
	equations: equationsFor,
	exercises,
	live,
	notebook: async (values, language) => (await import('./notebook')).notebookOf(values, language),
	derivations: { transformer: ['merge', 'count', 'rows', 'adapters', 'overlap', 'intruders'] }
});
