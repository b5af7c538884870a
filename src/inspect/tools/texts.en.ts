/** The tools' words in English; the Korean has the same. */
export const toolTextsEn = {
	table: {
		all: (count: string) => `Show all ${count}`,
		csv: 'Save as CSV',
		json: 'Save as JSON'
	},
	task: {
		opening: 'Opening the files…',
		modules: (done: string, all: string) => `${done} of ${all} modules`,
		stop: 'Stop',
		stopped: (text: string) => `Stopped: ${text}.`,
		again: 'Again',
		failed: 'It broke off.'
	},
	steps: {
		title: 'Over the checkpoints',
		caption:
			'One point a checkpoint. Direction is the cosine of the angle between two ΔW: 1 points the same way, 0 at a right angle.',
		describe: (count: string, first: string, last: string, cosine: string) =>
			`${count} checkpoints: ‖ΔW‖ goes from ${first} to ${last}; the first has cosine ${cosine} with the last.`,
		module: 'Module',
		allModules: (count: string) => `all ${count} together`,
		ranks: 'Ranks, mean over the modules',
		direction: 'Direction of ΔW (cosine)',
		columns: {
			name: 'checkpoint',
			step: 'step',
			rank: 'numerical rank',
			rankAt99: 'rank for 99%',
			toLast: 'with the last',
			toPrevious: 'with the one before'
		},
		label: 'Table of the checkpoints, scrolls sideways'
	},
	compare: {
		title: 'Beside another adapter',
		about:
			'Compares ΔW with ΔW, not factors with factors: other factors of one product are the same adapter. Everything goes through the factors; no full matrix is formed while they are thin.',
		place: {
			label: 'Files of the second adapter',
			drop: 'Drop a second adapter here.',
			file: 'Choose files',
			folder: 'Choose a folder',
			privacy: '',
			another: 'Drop a second adapter here, or'
		},
		full: 'Seven adapters beside one are as many as there is room for.',
		among: 'or one of the same folder',
		choose: 'choose…',
		remove: (name: string) => `Take away ${name}`,
		modules: 'modules in both',
		cosine: 'cosine, all modules together',
		distance: '‖ΔW₁ − ΔW₂‖',
		relative: 'the same by ‖ΔW₁‖',
		label: 'Table of the modules of both, scrolls sideways',
		columns: {
			name: 'module',
			cosine: 'cosine',
			overlap: 'overlap (of k)',
			common: '2 within 1',
			fresh: 'new in 2'
		},
		angles: (name: string) => `Principal angles, ${name}`,
		anglesCaption:
			'Principal angles between the spaces of the leading k singular directions, the smallest first: 0° is a direction that both have, 90° one that only one has. “Overlap” in the table is the mean squared cosine of them; “2 within 1” is the share of ‖ΔW₂‖² inside the row and column space of ΔW₁. Of a Kronecker product whose rank may be above 1,024 the leading 64 directions stand for all.',
		describeAngles: (name: string, count: string, smallest: string) =>
			`${count} principal angles of ${name}; the smallest on the left is ${smallest} degrees.`,
		left: 'left (outputs)',
		right: 'right (inputs)',
		onlyIn: (which: string, count: string, name: string) =>
			`${count} modules are in ${which} alone, such as ${name}.`,
		shapes: (count: string, name: string) => `${count} modules have other shapes, such as ${name}.`
	},
	base: {
		title: 'DoRA with its base weights',
		about:
			'DoRA changes W to m·(W + s·BA)/‖W + s·BA‖, so its ΔW needs W. Drop the base model’s file or its shards: only the tensors of these modules are read.',
		place: {
			label: 'Files of the base model',
			drop: 'Drop the base model here.',
			file: 'Choose files',
			folder: 'Choose a folder',
			privacy: '',
			another: 'Drop the base model here, or'
		},
		label: 'Table of the modules with their base weights, scrolls sideways',
		columns: {
			name: 'module',
			norm: '‖W′ − W‖',
			relative: 'by ‖W‖',
			rank: 'rank',
			stable: 'stable rank',
			magnitude: 'change of length',
			direction: '1 − cos of direction'
		},
		tooLarge: 'not measured'
	},
	make: {
		title: 'Cut, join, save',
		about:
			'Makes one LoRA of what is open, whatever its method. A cut is the best of its rank (Eckart–Young); a sum of adapters is exact until it is cut. The folder is read back and compared number by number before it is offered; PEFT loads it.',
		weights: 'Weights of the sum',
		weightsAbout: '0 leaves an adapter out, a negative weight takes it away.',
		keep: 'Keep of every module',
		toRank: 'a rank',
		toEnergy: 'a share of the energy',
		toAll: 'all of it',
		toLokr: 'the nearest LoKr',
		factor: 'decompose_factor (−1: no limit)',
		lokrAbout:
			'Of the adapter that is open alone: A ⊗ B with both blocks full, split as PEFT splits the layer. Its error is usually large: few matrices are near a Kronecker product.',
		makeLokr: 'Make the LoKr',
		rank: 'Rank',
		energy: 'Percent of Σσ²',
		alpha: 'α that is written (0: α = r)',
		make: 'Make the LoRA',
		nothing: 'Every weight is 0: there is nothing to make.',
		parameters: 'numbers, before → after',
		worst: 'largest error of a module',
		readBack: 'read back, relative error',
		size: 'size of the zip',
		save: 'Save the folder as a zip',
		stale: 'Something was changed since: make it again.',
		label: 'Table of what was made, scrolls sideways',
		columns: {
			name: 'module',
			rank: 'rank',
			error: '‖ΔW − ΔW′‖/‖ΔW‖',
			before: 'numbers before',
			after: 'numbers after'
		},
		notes: (count: string) => `Good to know: ${count}`
	}
};
export type ToolTexts = typeof toolTextsEn;
