/**
 * Plain float64 linear algebra on dense tensors, each operation once: for what is drawn, measured or made up, not for
 * what is trained or differentiated (src/algebra, src/compute). Sums run from the first element to the last.
 */
import { matrixShape, tensor, type Tensor } from './tensor';

/** [P₁ P₂ …], matrices side by side. @throws RangeError if their rows differ in number, or there are none */
export function beside(parts: readonly Tensor[]): Tensor {
	const [first] = parts;
	if (!first) throw new RangeError('beside: expected at least one matrix, got none');
	if (parts.length === 1) return first;
	const { rows } = matrixShape(first);
	const other = parts.find((part) => matrixShape(part).rows !== rows);
	if (other)
		throw new RangeError(`beside: expected ${rows} rows in every matrix, got ${matrixShape(other).rows}`);
	const columns = parts.reduce((sum, part) => sum + matrixShape(part).columns, 0);
	const result = tensor([rows, columns], new Float64Array(rows * columns));
	let from = 0;
	for (const part of parts) {
		const { columns: width } = matrixShape(part);
		for (let i = 0; i < rows; i++)
			result.data.set(part.data.subarray(i * width, (i + 1) * width), i * columns + from);
		from += width;
	}
	return result;
}
