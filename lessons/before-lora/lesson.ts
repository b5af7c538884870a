/** The lesson before-lora: what can be set, the matrices of its derivation, its equations, the order of its steps. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { environmentFor } from './matrices';
import { parameters } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'before-lora',
	parameters,
	symbols,
	environment: environmentFor,
	notebook: async (values, language) => (await import('./notebook')).notebookOf(values, language),
	equations: equationsFor,
	derivations: { before: ['branch', 'bend', 'straight', 'overhead', 'scores', 'split'] },
	exercises
});
