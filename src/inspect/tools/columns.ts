/** Columns of a table of numbers: sorting rows by one, and all of them as CSV. Pure. */
export interface Column<Row> {
	/** In what is saved, and where the order is kept. */
	readonly id: string;
	readonly label: string;
	readonly text: (row: Row) => string;
	/** What it sorts by and is saved as; null where there is none, which comes last. */
	readonly value: (row: Row) => number | string | null;
}

/** @param text of what it sorts by */
export const column = <Row, V extends number | string | null>(
	id: string,
	label: string,
	value: (row: Row) => V,
	text: (value: V) => string
): Column<Row> => ({ id, label, value, text: (row) => text(value(row)) });

/** What there is not is a dash. */
export const orDash = (value: number | null | undefined, text: (x: number) => string): string =>
	value === null || value === undefined ? '–' : text(value);

/** The first of most tables. */
export const nameColumn = <Row extends { readonly name: string }>(label: string): Column<Row> =>
	column(
		'name',
		label,
		({ name }) => name,
		(name) => name
	);

export interface RowOrder {
	readonly id: string;
	readonly descending: boolean;
}

/** Equal ones stay in their order; without an order all do. */
export function sortedRows<Row>(
	rows: readonly Row[],
	columns: readonly Column<Row>[],
	order: RowOrder | null
): readonly Row[] {
	const by = columns.find(({ id }) => id === order?.id);
	if (!by || !order) return rows;
	const keyed = rows.map((row) => ({ row, key: by.value(row) }));
	const sign = order.descending ? -1 : 1;
	keyed.sort((a, b) => {
		if (a.key === b.key) return 0;
		if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
		return (a.key < b.key ? -1 : 1) * sign;
	});
	return keyed.map(({ row }) => row);
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** With a decimal point in every language; what there is not stays empty. */
export const csvOfRows = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string =>
	[
		columns.map(({ id }) => id).join(','),
		...rows.map((row) => columns.map(({ value }) => quoted(String(value(row) ?? ''))).join(',')),
		''
	].join('\n');
