/** Says what an operation wanted, what it got, and what to do about it. Its message is one line. */
export class ShapeError extends RangeError {
	constructor(
		readonly operation: string,
		readonly expected: string,
		readonly got: string,
		readonly remedy = ''
	) {
		super(`${operation}: expected ${expected}, got ${got}${remedy ? `; ${remedy}` : ''}`);
		this.name = 'ShapeError';
	}
}
