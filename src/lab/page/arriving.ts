/**
 * What an address brings: a notebook that is packed in it, or a receipt or a lesson as a notebook: the run as one experiment of a method of the index, with its
 * settings as controls of the line, and the figures of what it comes to.
 */
import { methods, methodNames } from '$src/adapters/index';
import { own } from '$src/own';
import { isReceipt, parseReceipt } from '$src/receipt/receipt';
import { fieldsOf, runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { isPacked, unpackNotebook, type Unpacked } from '../keep/link';
import { formatNotebook, type Cell } from '../notebook';

interface Words {
	readonly title: (method: string, task: string) => string;
	readonly about: string;
	readonly measured: string;
	readonly compare: string;
}

const words: Readonly<Record<'en' | 'ko', Words>> = {
	en: {
		title: (method, task) => `${method} on ${task}`,
		about: 'The run that was handed over, as a cell. Change any of its settings: it trains again.',
		measured:
			'What it came to: the rank $\\rho$ of $\\Delta W$, measured from the trained factors, and its stable rank.',
		compare: 'The same target with an adapter of your own. Change its formula.'
	},
	ko: {
		title: (method, task) => `${method}, 목표 ${task}`,
		about: '전달받은 실행을 셀 하나로 옮겼습니다. 설정을 하나라도 고치면 다시 학습합니다.',
		measured:
			'학습한 인수 행렬(factor)로 계산한 $\\Delta W$에서 측정한 랭크(rank) $\\rho$와 안정 랭크(stable rank)입니다.',
		compare: '직접 만든 어댑터(adapter)를 같은 목표 행렬(target matrix)에서 학습합니다. 식을 고쳐 보십시오.'
	}
};

/** How a method is written as a formula of factors; what has none is trained as the method that it is. */
const formulas: Readonly<Record<string, (run: Run) => string>> = {
	lora: ({ out, in: columns, rank }) => `own = B*A\nB: ${out}x${rank} zeros, A: ${rank}x${columns} kaiming`,
	loha: ({ out, in: columns, rank, rank2 }) => {
		const r2 = rank2 > 0 ? rank2 : rank;
		return `own = (A*B) .* (C*D)\nA: ${out}x${rank} zeros, B: ${rank}x${columns} normal, C: ${out}x${r2} normal, D: ${r2}x${columns} normal`;
	},
	lokr: ({ out, in: columns, factor }) => {
		const part = (size: number): number => {
			const goal = factor > 0 ? factor : Math.floor(Math.sqrt(size));
			for (let a = Math.min(goal, size); a >= 1; a--) if (size % a === 0) return a;
			return 1;
		};
		const [a, c] = [part(out), part(columns)];
		return `own = kron(A, B)\nA: ${a}x${c} normal, B: ${out / a}x${columns / c} zeros`;
	}
};

/** A setting of a call, as it is written. */
const written = (value: string | number | boolean): string =>
	typeof value === 'string' ? `"${value}"` : typeof value === 'boolean' ? (value ? '1' : '0') : String(value);

/** `train(lora, rank = 4, …)`: every field that the run reads, so that it is the very run. */
export function callOf(run: Run, name: string = run.method, skip: readonly string[] = []): string {
	const settings = Object.keys(fieldsOf(run))
		.filter((field) => field !== 'method' && field !== 'backend' && !skip.includes(field))
		.map((field) => `${field} = ${written(run[field as keyof Run])}`);
	return `train(${[name, ...settings].join(', ')})`;
}

export function notebookOfRun(run: Run, language: 'en' | 'ko'): string {
	const t = words[language];
	const cells: Omit<Cell, 'id'>[] = [
		{ kind: 'text', text: `# ${t.title(methods[run.method].title, run.task)}\n\n${t.about}` },
		{ kind: 'experiment', text: `run = ${callOf(run)}` },
		{ kind: 'text', text: t.measured },
		{ kind: 'expression', text: 'rho = rank(run.delta)\nsoft = stableRank(run.delta)' },
		{ kind: 'figure', text: 'spectrum(run)\nlosses(run)\nheatmap(run.delta)' }
	];
	const formula = own(formulas, run.method);
	if (formula) {
		const ofMethod = [...Object.keys(methods[run.method].options), 'out', 'in', 'init'];
		cells.push(
			{ kind: 'text', text: t.compare },
			{ kind: 'adapter', text: formula(run) },
			{ kind: 'experiment', text: `mine = ${callOf(run, 'own', ofMethod)}` },
			{ kind: 'figure', text: 'spectrum(run, mine), against = rankBound(own)\nlosses(run, mine)' }
		);
	}
	return formatNotebook({ cells: cells.map((cell, n) => ({ ...cell, id: `c${n}` })) });
}

/** @returns null where the query holds no run that is known */
export function notebookOfQuery(query: URLSearchParams, language: 'en' | 'ko'): string | null {
	if (isReceipt(query)) return notebookOfRun(parseReceipt(query.toString()).run, language);
	const method = methodNames.find((name) => name === query.get('lesson'));
	return method ? notebookOfRun({ ...defaultsOf(runSchema), method }, language) : null;
}

/** @returns null where the address brings nothing */
export async function arrivedWith(
	{ search, hash }: { readonly search: string; readonly hash: string },
	language: 'en' | 'ko'
): Promise<Unpacked | null> {
	if (isPacked(hash)) return unpackNotebook(hash);
	const text = notebookOfQuery(new URLSearchParams(search), language);
	return text === null ? null : { text };
}
