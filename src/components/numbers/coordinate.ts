/** A number in the path of a drawing: for the browser, not for readers. */
export function coordinate(x: number, places = 2): string {
	const unit = 10 ** places;
	return String(Math.round(x * unit) / unit);
}
