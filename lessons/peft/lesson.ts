/** The lesson peft: what can be set, the numbers of its derivation, its equations, the order of its steps, its exercises. */
import { defineLesson } from '$src/lesson/define';
import { equationsFor } from './equations';
import { exercises } from './exercises';
import { environmentFor } from './matrices';
import { parameters } from './parameters';
import symbols from './symbols.json';

export default defineLesson({
	id: 'peft',
	parameters,
	symbols,
	environment: environmentFor,
	notebook: async (values, language) => (await import('./notebook')).notebookOf(values, language),
	equations: equationsFor,
	exercises,
	derivations: { memory: ['state', 'article', 'frozen', 'saving', 'ratio', 'activations'] }
});
