/** Words of the lab's page in English; the Korean has the same. What the language of cells says of a mistake is in problems.ts. */
import { own } from '$src/own';
import type { CellKind } from '../notebook';
import type { Keeping } from './keeper.svelte';

const kinds: Readonly<Record<CellKind, string>> = {
	text: 'Text',
	expression: 'Expression',
	control: 'Control',
	adapter: 'Adapter',
	experiment: 'Experiment',
	figure: 'Figure'
};
/** Operations that have a rank rule, by the names of their ops. */
const operations: Readonly<Record<string, string>> = {
	matmul: 'the matrix product',
	hadamard: 'the Hadamard product',
	kron: 'the Kronecker product',
	khatriRao: 'the Khatri–Rao product',
	add: 'a sum',
	subtract: 'a difference',
	negative: 'a change of sign',
	scale: 'a multiple',
	dividedBy: 'a quotient by a number',
	scaleRows: 'a diagonal beside a matrix',
	transpose: 'a transpose'
};
const keeping: Readonly<Record<Keeping, string>> = {
	empty: 'Not changed yet',
	kept: 'Kept on this machine',
	unsaved: 'Keeping …',
	closed: 'This browser keeps nothing: save a file before you leave',
	failed: 'Could not be kept: save a file',
	conflict: 'Changed in another window'
};

export const labTextsEn = {
	title: 'The lab',
	summary:
		'A notebook whose cells are matrices, adapters and runs. Write an adapter in one line: it is checked, counted, typeset, and trained in this page.',
	failed: 'The lab could not be loaded.',
	loading: 'The notebook is being opened …',
	kinds,
	kindHints: {
		text: 'Markdown, with maths between dollars',
		expression: 'name = formula',
		control: 'a slider or a choice',
		adapter: 'a ΔW of your own',
		experiment: 'train, sweep or race',
		figure: 'a spectrum, a curve, a matrix'
	} satisfies Record<CellKind, string>,
	keeping,
	bar: {
		label: 'Notebook',
		undo: 'Undo',
		redo: 'Redo',
		file: 'File',
		create: 'New notebook',
		open: 'Open a file …',
		save: 'Save as Markdown',
		page: 'Save as one HTML file that runs',
		making: 'The file is being made …',
		pageFailed: 'The file could not be made: its parts could not be fetched.',
		share: 'Copy a link',
		copied: 'A link to this notebook is on the clipboard.',
		linkIs: 'A link to this notebook:',
		tooLong: 'The notebook is too long for a link. Save it as a file.',
		print: 'Print',
		present: 'Present',
		shelf: 'Your notebooks',
		examples: 'Examples',
		language: 'All functions'
	},
	untitled: 'Untitled notebook',
	opened: (title: string) => `Opened: ${title}`,
	problems: {
		damaged: 'This link holds no notebook that can be read. Check that it was copied whole.',
		'too-large': 'That is too large for a notebook: half a megabyte is the most.',
		'newer-version': 'This link is of a newer version of Rankscope. Reload the page and open it again.',
		'no-text': 'This file is no text. A notebook is a Markdown file.',
		example: 'The example could not be fetched.',
		unkept: 'This browser could not keep the open notebook. Save it as a file, then open another one.'
	},
	conflict: {
		what: 'This notebook was changed in another window, and here too.',
		gone: 'This notebook was taken off the shelf in another window.',
		take: 'Take the other one',
		both: 'Keep both'
	},
	lost: 'What runs the cells has stopped.',
	again: 'Begin again',
	shelf: {
		none: 'None yet. What you write is kept here by itself.',
		here: 'open now',
		remove: (title: string) => `Remove ${title}`,
		removed: (title: string) => `Removed: ${title}`,
		back: 'Put it back',
		unreadable: 'Could not be read, and is kept as it is:',
		save: 'Save it'
	},
	cell: {
		label: (kind: string, n: number, of: number) => `${kind}, cell ${n} of ${of}`,
		up: 'Move up',
		down: 'Move down',
		fold: 'Hide the source',
		unfold: 'Show the source',
		split: 'Split at the caret',
		remove: 'Delete',
		kind: 'Kind of this cell',
		edit: 'Edit',
		done: 'Done',
		source: (kind: string) => `Source of the cell: ${kind}`,
		empty: 'Nothing here yet.',
		moved: (n: number, of: number) => `Moved to place ${n} of ${of}`,
		removedSay: 'Deleted. Undo brings it back.',
		splitSay: 'Split in two',
		full: (most: number) =>
			`A notebook has at most ${most} cells: nothing was added. Join two cells, or begin another notebook.`,
		renamed: (from: string, to: string) => `${from} is now called ${to}.`,
		rename: (to: string) => `Write ${to} in the other cells too`,
		renamedSay: (from: string, to: string) => `${from} is ${to} everywhere now`,
		noSplit: 'There is nothing to part at the caret.',
		undone: 'Undone',
		redone: 'Done again',
		add: 'Add',
		addLabel: (kind: string) => `Add a cell: ${kind}`,
		startFrom: 'Start from …',
		stop: 'Stop',
		rerun: 'Run again',
		statuses: {
			waiting: 'waiting',
			running: 'running',
			done: 'done',
			failed: 'a mistake',
			stopped: 'stopped'
		},
		stale: 'of before',
		keys: 'Keys: Alt+↑ and Alt+↓ move a cell, Alt+Enter adds one below, Ctrl+Enter goes on to the next, Ctrl+Space offers names, Escape leaves the text.'
	},
	howTo: {
		summary: 'How to write one',
		rows: [
			['mine = A*B', 'a name, = and a formula; below it each letter and its shape'],
			['A * B', 'matrix product; a number times a matrix'],
			['A .* B', 'entry by entry, of one shape: there is no broadcasting'],
			["A'", 'transpose'],
			['kron(A, B)', 'Kronecker product'],
			['diag(s)', 'a diagonal of a vector: diag(s)*A scales rows, A*diag(s) columns'],
			['A: 64xr, s: 64', 'rows x columns, in numbers or names of numbers; a vector has one size'],
			[
				'A: 64xr zeros',
				'how it starts: zeros, ones, normal, kaiming or a number. Nothing: random, but for one letter of each product that starts at zeros, so that ΔW does'
			],
			['A: 64xr frozen', 'is not trained; W0 is the frozen weights of the layer']
		] as readonly (readonly [written: string, meaning: string])[]
	},
	complete: {
		label: 'Names',
		count: (n: number) => (n === 1 ? '1 name' : `${n} names`)
	},
	values: {
		parameters: 'parameters',
		rankBound: 'rank at most',
		rank: 'rank',
		stableRank: 'stable rank',
		error: 'error ‖ΔW − T‖²/‖T‖²',
		loss: 'last loss',
		floor: 'no lower than',
		steps: 'steps',
		backend: 'ran on',
		shape: 'shape',
		why: 'Why at most this rank',
		whyRow: 'part',
		whyRule: 'by',
		whyBound: 'rank ≤',
		ruleOf: (op: string) => `rank rule of ${own(operations, op) ?? op}`,
		ruleTied: 'both sides share a factor: r(r+1)/2 products of its columns or rows',
		ruleShape: 'the smaller side',
		ruleLeaf: 'its shape',
		gradients: 'Gradients, with G = ∂L/∂ΔW',
		still: (names: readonly string[]) => {
			const [first = '', ...others] = names;
			const last = others.pop();
			if (first === '') return 'Nothing can move: every gradient is zero at the start.';
			if (last === undefined)
				return `Nothing can move: with ${first} zero every gradient is zero. Start it otherwise.`;
			return others.length === 0
				? `Nothing can move: with ${first} and ${last} both zero every gradient is zero. Start only one of them at zeros.`
				: `Nothing can move: with ${[first, ...others].join(', ')} and ${last} all zero every gradient is zero. Start only one factor of each product at zeros.`;
		},
		singular: 'singular values',
		from: 'from',
		heat: (name: string, shape: string) => `Elements of ${name}, ${shape}`,
		receipt: 'Its receipt',
		lossCurve: 'Loss by step',
		spectrum: 'Singular values of ΔW',
		spectrumOf: (names: string) => `Singular values of ${names}`,
		bound: (n: number) => `rank ≤ ${n}`,
		against: (n: string) => `against ${n}`,
		curve: 'Error by parameters',
		race: 'Race at about equal parameters',
		raceName: 'adapter',
		diverged: 'diverged',
		best: 'the lowest error on its target',
		winner: (names: readonly string[]) => `Smallest error: ${names.join(', ')}.`,
		winners: (of: readonly (readonly [name: string, targets: number])[]) =>
			`Smallest error: ${of
				.map(([name, n], place) => `${name} on ${n}${place > 0 ? '' : n === 1 ? ' target' : ' targets'}`)
				.join(', ')}.`,
		raceNote:
			'Each opponent has the count of parameters nearest to yours that its ranks or blocks allow. Bold: the smallest error on that target.',
		targets: {
			identity: 'identity',
			gaussian: 'Gaussian',
			hadamard: 'planted Hadamard',
			lowRank: (k: number) => `rank ${k}`,
			blocks: (n: number) =>
				n === 1 ? 'one block' : `${own({ 2: 'two', 4: 'four', 8: 'eight' }, String(n)) ?? n} blocks`,
			regression: (k: number) => `regression of rank ${k}`
		},
		text: 'text',
		range: 'range',
		module: 'module',
		dora: 'This is DoRA: here stands s·BA alone, without its magnitudes. Its own ΔW needs the base weights, and its rank may be full.'
	},
	train: {
		here: 'Train it below',
		race: 'Race it below',
		peft: 'For PEFT, as its best LoRA',
		peftDone: (rank: number, error: string) => `Saved: LoRA of rank ${rank}; ‖ΔW − ΔW′‖/‖ΔW‖ = ${error}.`,
		hint: 'Adds cells that do it; change them as you like.'
	},
	files: {
		label: 'Open an adapter for loadAdapter',
		known: 'Opened files:'
	},
	present: {
		blanked: 'Blank for the audience. Press . or b to go on.',
		read: 'Open the lab instead',
		files:
			'This notebook reads files that are open in the presenter’s window alone: such lines have no value here.',
		next: 'Next cell',
		previous: 'Previous cell',
		leave: 'Leave the presentation',
		place: (n: number, of: number) => `${n} / ${of}`
	},
	export: { made: 'made with Rankscope; runs from this file, without a network' }
};

export type LabTexts = typeof labTextsEn;
