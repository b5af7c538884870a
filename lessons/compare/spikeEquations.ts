/** The equations on what an update leaves in the spectrum: records as those of equations.ts. */
import { equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import { add, matmul, number, scale, transpose } from '$src/algebra/ops';
import type { Expression } from '$src/algebra/expression';
import { singularValues } from '$src/math/svd';
import { zeros } from '$src/math/tensor';
import type { leavesFor } from './matrices';
import type { CompareValues } from './parameters';

/** σᵢ(M), counted from 1. */
const sigma = (i: number, of: Expression): Measure =>
	measure(
		[of],
		([x = '']) => `\\sigma_{${i}}\\left(${x}\\right)`,
		([x = zeros([1, 1])]) => singularValues(x)[i - 1] ?? NaN
	);

const theta = '\\htmlData{symbol=theta}{\\theta}';

export function spikeEquations({ spike }: CompareValues, leaves: ReturnType<typeof leavesFor>) {
	const { W0, u, v, theta: size } = leaves;
	const outlier = spike + 1 / spike;
	return {
		'spike-one': equation(sigma(2, add(W0, scale(size, matmul(u, transpose(v))))), '≤', sigma(1, W0)),
		'spike-edge': equation(
			number(outlier - 2, `${theta} + \\frac{1}{${theta}} - 2`),
			'=',
			number((spike - 1) ** 2 / spike, `\\frac{(${theta} - 1)^2}{${theta}}`),
			'≥',
			number(0)
		),
		'spike-law': equation(
			number((outlier - Math.sqrt(outlier ** 2 - 4)) / 2, '\\frac{\\sigma - \\sqrt{\\sigma^2 - 4}}{2}'),
			'=',
			number(Math.min(spike, 1 / spike), `\\min\\left(${theta},\\; \\frac{1}{${theta}}\\right)`)
		)
	} as const satisfies Record<string, Equation>;
}
