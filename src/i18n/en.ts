/** Interface texts in English: the keys that every language has. */
import { expectedOf } from '$src/schema/field';

export const en = {
	site: {
		name: 'Rankscope',
		tagline: 'The algebra of parameter-efficient fine-tuning, on matrices that train in front of you.',
		skip: 'Skip to the content',
		lessons: 'Lessons',
		article: 'The article, sentence by sentence',
		lab: 'The lab',
		plan: 'The budget of a real model',
		digits: 'A network that reads digits',
		inspect: 'Open an adapter',
		language: 'Language',
		theme: { label: 'Theme', auto: 'auto', light: 'light', dark: 'dark' },
		minutes: (n: string) => `${n} min`,
		onward: 'Before and after this lesson',
		next: 'Next lesson',
		previous: 'Previous lesson',
		source: 'Everything runs on this machine; nothing is sent anywhere.',
		glossary: 'Glossary',
		progress: 'Your progress',
		noScript:
			'JavaScript is off here. You can read everything, text, formulas, derivations and proofs, and open what is folded. Buttons with a dashed border, sliders, pictures of matrices, training and the checks of equations and answers need JavaScript.',
		stillLoading: 'This page is still loading. Buttons with a dashed border work as soon as it has.',
		missing:
			'A part of this page could not be loaded. Either the connection is gone, or the site has been renewed since you opened it. You can read on. Your settings stay in the address, and what you answered stays on this machine.',
		reload: 'Reload the page',
		licences: 'Licences',
		notFound: 'There is no page at this address.',
		notFoundAbout: 'It may have changed, or have a letter too many. These are the lessons:',
		home: 'To the start',
		failed: 'This page could not be shown.'
	},
	home: {
		title: 'the algebra of PEFT, live',
		lead: 'What does rank buy, and what does it cost?',
		about:
			'A notebook on the algebra of LoRA, LoHa and LoKr. Every equation is evaluated on the matrices you see, every plot is measured, and what trains, trains in this page.',
		start: 'Start with what fine-tuning costs',
		lessons: 'The lessons',
		tools: 'The tools',
		article: 'What an introduction to all this claims: decide for each sentence whether it stands.',
		lab: 'A notebook of your own: write an adapter in one line, train it here, and see what its rank comes to.',
		plan: 'What an adapter on Llama, Qwen, Gemma or your own config.json costs in numbers, file and memory, and what rank it buys.',
		digits: 'Draw a digit, and see what an adapter learns anew and what the network forgets for it.',
		inspect: 'A file of your own: which rank its modules really have, and what could be cut.'
	},
	lesson: {
		notices: 'This address was not quite right',
		notice: (field: string, expected: string, got: string, used: string) =>
			`${field}: expected ${expected}, got “${got}”. Used instead: ${used}.`,
		unknown: (field: string, expected: string) => `${field}: there is no such setting. Expected ${expected}.`,
		expected: expectedOf,
		oneOf: (names: readonly string[]) => `one of ${names.join(', ')}`,
		receipt: {
			refused: 'This page cannot open this receipt',
			why: 'Its run is none that can be set here. The page is as it opens without one.',
			noFigure: 'This lesson has no figure that opens a receipt. The page is as it opens without one.',
			field: (field: string, expected: string, got: string) =>
				`${field}: expected ${expected}, got ${got === '' ? 'nothing' : `“${got}”`}.`,
			damaged: 'It is not whole, or not one that this page can read. The page is as it opens without one.',
			version: (newest: number) => `a version from 1 to ${newest}`,
			digest: '16 hexadecimal digits',
			notOfMethod: 'nothing, for it is no option of this method',
			elsewhere: (method: string) => `Open it in the lesson on ${method}`,
			replay: 'On the command line it runs anywhere:',
			whole: 'Check that it was copied whole.'
		},
		dismiss: 'Dismiss',
		seed: 'seed',
		asNotebook: 'Open the method of this lesson as a notebook',
		asNotebookAll: 'Open what this lesson works out as a notebook',
		notebookFailed: 'The notebook could not be loaded. Try again.',
		reroll: 'New random numbers',
		reset: 'Reset'
	},
	stepper: {
		derivation: 'Derivation',
		all: 'Read all',
		steps: 'Step by step',
		practice: 'Practise',
		mode: 'How to read the derivation',
		next: 'Next step',
		previous: 'Previous step',
		position: (step: number, of: number) => `Step ${step} of ${of}`,
		keys: 'In the derivation: → or j next, ← or k back, Home first, End last.',
		rule: 'by',
		check: 'Ticks are checks on the numbers now on the screen, not proofs.'
	},
	equation: {
		holds: 'holds on these numbers',
		fails: 'does not hold on these numbers',
		checking: 'being checked',
		residual: (value: string) => `largest difference ${value} of the larger side`
	},
	badge: {
		proved: { label: 'proved', about: 'There is a proof; it holds for all matrices that it names.' },
		generic: { label: 'for almost all matrices', about: 'True except on a set of measure zero.' },
		measured: {
			label: 'measured here',
			about: 'Read off a computation on this page; other numbers may differ.'
		}
	},
	callout: { note: 'Note', 'often-said': 'Often said' },
	predict: {
		ask: 'Predict first',
		yours: 'your prediction',
		truth: 'the answer',
		right: 'As you predicted.',
		wrong: 'Not what you predicted.',
		again: 'Predict again',
		held: 'Predict first. Then the answer appears here.',
		pass: 'Show it now'
	},
	try: {
		hint: 'Sets this in the figure'
	},
	slider: {
		typed: (label: string) => `${label}, as a number`,
		wrong: (expected: string, got: string) =>
			`Expected ${expected}, got ${got === '' ? 'nothing' : `“${got}”`}. Escape brings back what is set.`
	},
	pending: {
		working: 'computing …',
		workingOn: (shown: string) => `computing … still shown: ${shown}`,
		failed: (why: string) => `This could not be computed: ${why}.`,
		again: 'Try again'
	},
	chart: { loading: 'Drawing …', failed: 'The chart could not be drawn.' },
	spectrum: {
		label: 'singular values',
		describe: (count: number, largest: string, above: number) =>
			`${count} singular values, the largest ${largest}, ${above} above the line.`,
		bound: 'bound',
		tolerance: 'tolerance'
	},
	matrix: {
		describe: (rows: number, columns: number, least: string, largest: string) =>
			`${rows} by ${columns} matrix, elements from ${least} to ${largest}.`
	}
};

/** Same keys in both languages: the compiler checks it. */
export type Texts = typeof en;
