import type { Cell, Row } from './heatmap-view.ts';

type Walked = Pick<Row, 'cells'>;

/** The cell to which a key leads from another; undefined: it leads nowhere. null: it is no such key. */
export function stepFrom(rows: readonly Walked[], id: string, key: string): Cell | undefined | null {
	const y = rows.findIndex((row) => row.cells.some((cell) => cell.id === id));
	const own = rows[y]?.cells ?? [];
	const x = own.findIndex((cell) => cell.id === id);
	const ways: Readonly<Record<string, () => Cell | undefined>> = {
		ArrowRight: () => own[x + 1],
		ArrowLeft: () => own[x - 1],
		ArrowDown: () => nearest(rows.slice(y + 1), own[x]),
		ArrowUp: () => nearest(rows.slice(0, Math.max(0, y)).reverse(), own[x]),
		Home: () => own[0],
		End: () => own.at(-1)
	};
	return ways[key]?.() ?? (key in ways ? undefined : null);
}

/** In the first row that has any, the cell of the same column, else the one beside it. */
function nearest(rows: readonly Walked[], from: Cell | undefined): Cell | undefined {
	const cells = rows.find((row) => row.cells.length > 0)?.cells ?? [];
	const away = (cell: Cell) => Math.abs(cell.column - (from?.column ?? 0));
	return [...cells].sort((a, b) => away(a) - away(b) || a.column - b.column)[0];
}
