import { leavesOf } from '$src/algebra/expression';
import { rankBound } from '$src/algebra/rankBound';
import { definitionOf, LONGEST_LINE, shapesOf } from '$src/formula/definition';
import { countOf } from '$src/math/tensor';
import { text } from '$src/schema/field';
import { command } from '../command';

const line = new RegExp(`^[^]{1,${LONGEST_LINE}}$`, 'u');

/** What follows from a typed formula and the shapes of its letters alone; no numbers are drawn. */
export const formula = command({
	name: 'formula',
	about: 'shape, rank bound and numbers of a typed formula, from the shapes of its letters',
	schema: {
		text: text({
			default: 'W = A*B',
			pattern: line,
			expected: 'name = formula, such as W = A*B',
			about: "name = formula; * is the matrix product, .* Hadamard's, kron(A, B) Kronecker's, ' transposes"
		}),
		shapes: text({
			default: '',
			pattern: /^$|^[^]{1,1000}$/u,
			expected: 'letters and their shapes, such as A: 64xr, s: number',
			about: 'letters and their shapes'
		}),
		sizes: text({
			default: '',
			pattern: /^$|^\p{L}+\d*=[1-9]\d{0,8}(,\s*\p{L}+\d*=[1-9]\d{0,8})*$/u,
			expected: 'names of sizes, such as r=4,k=2',
			about: 'sizes that the shapes name'
		})
	},
	required: ['text', 'shapes'],
	example: 'formula --text "W = (A*B) .* (C*D)" --shapes "A: 64xr, B: rx64, C: 64xr, D: rx64" --sizes r=4',
	run: ({ text: typed, shapes, sizes }) => {
		const named = sizes === '' ? [] : sizes.split(',').map((size) => size.trim().split('='));
		const symbols = shapesOf(shapes, new Map(named.map(([name = '', size]) => [name, Number(size)])));
		const { name, expression } = definitionOf(typed, symbols);
		const letters = [...leavesOf([expression]).values()];
		return Promise.resolve({
			name,
			shape: expression.shape,
			rankBound: expression.shape.length === 2 ? rankBound(expression) : null,
			parameters: letters.reduce((sum, { shape }) => sum + countOf(shape), 0),
			letters: letters.map(({ name: letter, shape }) => ({ name: letter, shape }))
		});
	}
});
