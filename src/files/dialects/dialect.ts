/** A dialect: who wrote the file, by what is in it, and where s comes from there. Endings of keys are the same for all (keys.ts). */
import type { PeftConfig } from '../peftConfig';

/** Where s was found, in words that a program can compare. */
export type ScaleSource =
	| 'alpha/r'
	| 'alpha/sqrt(r)'
	| 'alpha/(init_r + 1e-5)'
	| 'alpha of the file/r'
	| 'alpha of the file/dim'
	| 'both blocks full: 1'
	| 'alpha given/r'
	| 'not known: 1';

export interface Scale {
	readonly scale: number;
	readonly from: ScaleSource;
}

/** All there is to know of a module before its numbers are read, and α, which is a tensor of its own in some dialects. */
export interface ScaleQuestion {
	readonly method: string;
	/** As configurations name it. */
	readonly configName: string;
	/** r of the tensors, null where both Kronecker blocks are full. */
	readonly rank: number | null;
	/** A kernel of more than one element. */
	readonly isConvolution: boolean;
	/** α as a tensor beside the factors. */
	readonly storedAlpha: number | null;
	/** α as somebody typed it, for where nothing says it. */
	readonly givenAlpha: number | null;
	readonly config: PeftConfig | null;
	readonly metadata: ReadonlyMap<string, string>;
}

/** What dialects are told apart by. */
export interface Clues {
	readonly keys: readonly string[];
	readonly metadata: ReadonlyMap<string, string>;
	readonly hasConfig: boolean;
}

export interface Dialect {
	readonly name: 'peft' | 'kohya' | 'lycoris' | 'diffusers';
	readonly recognises: (clues: Clues) => boolean;
	/** The module's name from the path in a key. */
	readonly nameOf: (path: string) => string;
	readonly scaleOf: (question: ScaleQuestion) => Scale;
}

export const some = (keys: readonly string[], pattern: RegExp): boolean =>
	keys.some((key) => pattern.test(key));

/** α/r where α is typed, else 1, said as what it is. */
export const unknownScale = ({ givenAlpha, rank }: ScaleQuestion): Scale =>
	givenAlpha !== null && rank !== null
		? { scale: givenAlpha / rank, from: 'alpha given/r' }
		: { scale: 1, from: 'not known: 1' };

/** α of the file by r of the tensors; sd-scripts and LyCORIS take α = 0 as r. */
export function storedScale(question: ScaleQuestion): Scale {
	const { storedAlpha, rank } = question;
	if (storedAlpha === null || rank === null) return unknownScale(question);
	return { scale: storedAlpha === 0 ? 1 : storedAlpha / rank, from: 'alpha of the file/r' };
}
