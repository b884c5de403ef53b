/**
 * Papers by the width that is left between their margins (mm), and how many columns can be read on them. A browser tells
 * a page nothing about the paper before it lays it out, so the map is laid out for each, and the paper shows its own:
 * see PrintSheet.svelte. Between them are A4, Letter and A3, upright and across.
 */
export const papers = [
	{ name: 'narrow', columns: 4 },
	{ name: 'middle', columns: 6 },
	{ name: 'wide', columns: 9 }
] as const;

/**
 * Columns for each sheet: as few sheets as can be, filled alike, so that the last one is not a single column.
 * @param most columns that can be read on one sheet
 */
export function groupsOf<T>(columns: readonly T[], most: number): T[][] {
	const sheets = Math.ceil(columns.length / most);
	return Array.from({ length: sheets }, (_, i) =>
		columns.slice(Math.round((i * columns.length) / sheets), Math.round(((i + 1) * columns.length) / sheets))
	);
}
