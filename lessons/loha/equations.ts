/**
 * The equations of the derivation as records: typeset and evaluated from the same expressions. A rank is measured on
 * the matrix itself, in float64, not through the thin factors whose width would decide it beforehand.
 */
import { equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import { apply, type Apply, type Expression } from '$src/algebra/expression';
import { elementsIn } from '$src/algebra/measures';
import { add, hadamard, identity, khatriRao, kron, matmul, number, transpose } from '$src/algebra/ops';
import { precedence } from '$src/algebra/ops/precedence';
import { product } from '$src/algebra/scalar';
import { symbolTex, texOf } from '$src/algebra/tex';
import { written } from '$src/algebra/written';
import { measureRank } from '$src/math/rank';
import type { Tensor } from '$src/math/tensor';
import { freedomEquations } from './freedomEquations';
import { leavesFor } from './matrices';
import { cellsOf, currentOf, sizesOf } from './terms';
import type { LohaValues } from './parameters';

const small = (factor: string, index: string): string =>
	symbolTex(factor, `${factor[0]?.toLowerCase() ?? ''}_{${index}}`);

/** A sum that the lesson writes with Σ: index notation with a product under it, and how it is written. */
const sum = (tex: string, notation: string, args: readonly Expression[]): Apply =>
	apply(
		{
			name: 'sum',
			notation,
			body: product(args.length),
			tex: () => ({ text: tex, precedence: precedence.sum })
		},
		args
	);

/** rank M, or rank M + rank N of several. */
const rankOf = (...of: readonly Expression[]): Measure =>
	measure(
		of,
		(names) =>
			names
				.map(
					(name) => `\\operatorname{rank}${/^[A-Za-z]$/.test(name) ? ` ${name}` : `\\left(${name}\\right)`}`
				)
				.join(' + '),
		(matrices) => matrices.reduce((total, matrix) => total + measureRank(matrix).rank, 0)
	);

/** The determinant of the leading q × q corner, by elimination with pivots. */
function leadingMinor(w: Tensor, q: number): number {
	const columns = w.shape[1] ?? 0;
	const rows = Array.from({ length: q }, (_, i) => Array.from(w.data.subarray(i * columns, i * columns + q)));
	let determinant = 1;
	for (let j = 0; j < q; j++) {
		const size = (i: number): number => Math.abs(rows[i]?.[j] ?? 0);
		let best = j;
		for (let i = j + 1; i < q; i++) if (size(i) > size(best)) best = i;
		const [pivot, other] = [rows[best] ?? [], rows[j] ?? []];
		if (best !== j) {
			[rows[j], rows[best]] = [pivot, other];
			determinant = -determinant;
		}
		const head = pivot[j] ?? 0;
		determinant *= head;
		if (head === 0) return 0;
		for (const row of rows.slice(j + 1)) {
			const by = (row[j] ?? 0) / head;
			for (let c = j; c < q; c++) row[c] = (row[c] ?? 0) - by * (pivot[c] ?? 0);
		}
	}
	return determinant;
}

export function equationsFor(values: LohaValues) {
	const sizes = sizesOf(values);
	const { m, n, r1, r2 } = sizes;
	const leaves = leavesFor(sizes, currentOf(cellsOf(values)));
	const { X1, Y1, X2, Y2, x1, y1, x2, y2, added, missing, x, ones1, ones2, cropM, cropN } = leaves;
	const { G1, H1, G2, H2, tiedY, shared } = leaves;
	const attained = Math.min(m, n, r1 * r2);
	const cap = `\\min(m,\\, n,\\, r_1 r_2)`;
	const W = symbolTex('dW', 'W');

	const maskOf = (left: Expression, right: Expression): Apply => matmul(left, transpose(right));
	const productOf = (a: Expression, b: Expression, c: Expression, d: Expression): Apply =>
		hadamard(maskOf(a, b), maskOf(c, d));
	const w = productOf(X1, Y1, X2, Y2);
	const first = (i: string): string => `${small('X1', `1,${i}`)}\\,${small('Y1', `1,${i}`)}^{\\top}`;
	const second = (i: string): string => `${small('X2', `2,${i}`)}\\,${small('Y2', `2,${i}`)}^{\\top}`;

	/** Σ over the cells where `where` has a 1. */
	const someTerms = (name: string, where: Expression): Apply =>
		sum(name, 'ik,jk,il,jl,kl->ij', [X1, Y1, X2, Y2, where]);
	const [M, N] = [someTerms('M', added), someTerms('N', missing)];
	const atom = (tex: string, e: Expression): Apply => written(tex, e);

	const [P, Q] = [khatriRao(X1, X2), khatriRao(Y1, Y2)];
	const term = hadamard(maskOf(x1, y1), maskOf(x2, y2));

	const blocks = kron(identity(r1), ones2);
	const repeats = kron(ones1, identity(r2));
	/** J = 1·1ᵀ, the matrix of ones. */
	const J = (ones: Expression, size: number): Apply => written(`J_{${size}}`, maskOf(ones, ones));
	const witnessW = productOf(
		matmul(cropM, blocks),
		matmul(cropN, blocks),
		matmul(cropM, repeats),
		matmul(cropN, repeats)
	);
	const p = Math.min(r1, r2);
	/** [(x)ᵢ(y)ⱼ …]ᵢⱼ: the entries of a matrix, as products of entries of columns. */
	const entries = (columns: readonly Expression[], letters: string): string =>
		`\\Bigl[${columns.map((v, i) => `(${texOf(v)})_${letters[i] ?? ''}`).join('\\,')}\\Bigr]_{ij}`;
	const pairs = (x1Tex: string, y1Tex: string): string => `${x1Tex} \\odot ${y1Tex}`;

	return {
		'first-mask': equation(
			maskOf(X1, Y1),
			'=',
			sum(`\\sum_{k=1}^{r_1} ${first('k')}`, 'ik,jk->ij', [X1, Y1])
		),
		'second-mask': equation(
			maskOf(X2, Y2),
			'=',
			sum(`\\sum_{l=1}^{r_2} ${second('l')}`, 'il,jl->ij', [X2, Y2])
		),

		bilinear: equation(
			atom(W, w),
			'=',
			w,
			'=',
			sum(
				`\\sum_{k=1}^{r_1} \\sum_{l=1}^{r_2} \\left(${first('k')}\\right) \\odot \\left(${second('l')}\\right)`,
				'ik,jk,il,jl->ij',
				[X1, Y1, X2, Y2]
			)
		),

		'term-entries': equation(
			sum(entries([x1, y1, x2, y2], 'ijij'), 'ia,ja,ib,jb->ij', [x1, y1, x2, y2]),
			'=',
			sum(entries([x1, x2, y1, y2], 'iijj'), 'ia,ib,ja,jb->ij', [x1, x2, y1, y2])
		),
		term: equation(term, '=', matmul(hadamard(x1, x2), transpose(hadamard(y1, y2)))),
		'term-rank': equation(rankOf(term), '≤', number(1)),

		split: equation(atom(W, w), '=', add(atom('M', M), atom('N', N))),
		subadditive: equation(rankOf(add(atom('M', M), atom('N', N))), '≤', rankOf(atom('M', M), atom('N', N))),

		bound: equation(
			measureOf(w, `\\operatorname{rank} ${W}`, (matrix) => measureRank(matrix).rank),
			'≤',
			number(attained, cap)
		),
		count: equation(elementsIn(X1, Y1, X2, Y2), '=', number((r1 + r2) * (m + n), '(r_1 + r_2)(m + n)')),

		'khatri-rao': equation(
			atom(W, w),
			'=',
			matmul(written('P', P), transpose(written('Q', Q))),
			'=',
			matmul(P, transpose(Q))
		),
		apply: equation(
			matmul(written(`\\left[${texOf(w)}\\right]`, w), x),
			'=',
			matmul(P, written(`\\left(${texOf(transpose(Q))}\\,${texOf(x)}\\right)`, matmul(transpose(Q), x)))
		),

		'witness-blocks': equation(maskOf(blocks, blocks), '=', kron(identity(r1), J(ones2, r2))),
		'witness-repeats': equation(maskOf(repeats, repeats), '=', kron(J(ones1, r1), identity(r2))),
		witness: equation(
			hadamard(kron(identity(r1), J(ones2, r2)), kron(J(ones1, r1), identity(r2))),
			'=',
			identity(r1 * r2)
		),
		'witness-crop': equation(
			measureOf(
				witnessW,
				`\\operatorname{rank}\\left(${texOf(cropM)}\\,I_{${r1 * r2}}\\,${texOf(transpose(cropN))}\\right)`,
				(matrix) => measureRank(matrix).rank
			),
			'=',
			number(attained, cap)
		),

		minor: equation(
			measureOf(witnessW, `\\det ${W}_{[q]}`, (all) => leadingMinor(all, attained)),
			'=',
			number(1)
		),
		generic: equation(rankOf(productOf(G1, H1, G2, H2)), '=', number(attained, cap)),

		commutes: equation(
			sum(pairs(small('X1', '1,k'), small('X1', '1,l')), 'ik,il->ikl', [X1, X1]),
			'=',
			sum(pairs(small('X1', '1,l'), small('X1', '1,k')), 'il,ik->ikl', [X1, X1])
		),
		tied: equation(
			rankOf(productOf(X1, Y1, X1, tiedY)),
			'≤',
			number((r1 * (r1 + 1)) / 2, '\\tfrac{1}{2}\\,r_1(r_1+1)')
		),
		shared: equation(
			rankOf(productOf(G1, H1, shared, H2)),
			'≤',
			number(r1 * r2 - (p * (p - 1)) / 2, 'r_1 r_2 - \\tfrac{1}{2}\\,p(p-1)')
		),

		...freedomEquations(sizes, leaves)
	} as const satisfies Record<string, Equation>;
}

/** A number read off one matrix, under a name of its own. */
const measureOf = (of: Expression, tex: string, value: (matrix: Tensor) => number): Measure =>
	measure(
		[of],
		() => tex,
		([matrix]) => (matrix ? value(matrix) : NaN)
	);

export type EquationId = keyof ReturnType<typeof equationsFor>;
