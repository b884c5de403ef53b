import type { Sheet, SheetRow } from '#contract/sheet.ts';
import { cell, type Density } from './cell.ts';
import { HAIR, INK, MUTED } from './colours.ts';
import type { Block, Box, Shape } from './drawing.ts';
import type { Fonts } from './fonts.ts';
import { fitted, parted } from './parted.ts';

/** What stands before the cells of a row. */
const HEAD = 156;
/** From few rows to many; smaller than the last nobody reads on paper. */
export const DENSITIES: readonly Density[] = [
	{ height: 132, gap: 14, name: 16, value: 34, small: 15, written: true, across: 6 },
	{ height: 112, gap: 9, name: 15, value: 28, small: 14, written: true, across: 6 },
	{ height: 96, gap: 6, name: 15, value: 24, small: 13, written: true, across: 6 },
	{ height: 74, gap: 5, name: 13, value: 19, small: 12, written: true, across: 6 },
	{ height: 57, gap: 4, name: 11, value: 15, small: 10.5, written: true, across: 7 },
	{ height: 49, gap: 4, name: 10.5, value: 13, small: 10, written: true, across: 8 },
	{ height: 40, gap: 3, name: 9.5, value: 11, small: 9.5, written: false, across: 9 }
];
const TIGHTEST = DENSITIES.at(-1)!;
const COLUMN_TITLE = 10.5;
/** Between cells side by side. */
const APART = 4;

export interface Grid {
	readonly blocks: Block[];
	readonly below: number;
	/** Rows that found no room, in their order. */
	readonly left: readonly SheetRow[];
}

/** The rows, as large as they can all be; those that do not fit even when small are left out, and the page says how many. */
export function grid(sheet: Sheet, fonts: Fonts, room: Box, densities: readonly Density[] = DENSITIES): Grid {
	if (sheet.rows.length === 0) {
		const line = fitted(fonts, sheet.empty, room.width, 13, 'regular');
		const shape: Shape = {
			kind: 'text',
			x: room.x,
			y: room.y + 30,
			size: 13,
			weight: 'regular',
			color: MUTED,
			text: line
		};
		return { blocks: [{ role: 'P', shapes: [shape] }], below: room.y + 44, left: [] };
	}
	const columns = sheet.columns?.slice(0, TIGHTEST.across) ?? null;
	const lost = (sheet.columns?.length ?? 0) - (columns?.length ?? 0);
	const heads = columns === null ? null : columnHeads(columns, fonts, room);
	const top = heads?.below ?? room.y;
	const left = room.y + room.height - top;
	const of = (row: SheetRow): SheetRow =>
		columns === null ? row : { ...row, cells: row.cells.filter(({ column }) => column < columns.length) };
	const rows = sheet.rows.map(of);
	const chosen = choose(rows, columns?.length ?? null, left, lost > 0, densities);
	const { shown } = chosen;
	const density = { ...chosen.density, height: chosen.height };
	const across = columns?.length ?? Math.min(density.across, Math.max(1, ...shown.map(({ cells }) => cells.length)));
	// A page of few cells need not stretch them.
	const width = Math.min(190, (room.width - HEAD - (across - 1) * APART) / across);
	const blocks: Block[] = [...(heads?.blocks ?? [])];
	let y = top;
	shown.forEach((row, at) => {
		blocks.push(rowHead(row, fonts, room.x, y, density, at));
		const places = placesOf(row, across, columns !== null);
		for (const [index, given] of row.cells.entries()) {
			const place = places[index]!;
			const box = {
				x: room.x + HEAD + place.column * (width + APART),
				y: y + place.line * (density.height + density.gap),
				width,
				height: density.height
			};
			blocks.push(cell(fonts, given, box, density, at));
		}
		y += linesOf(row, across, columns !== null) * (density.height + density.gap);
	});
	const out = sheet.rows.filter((_, at) => !shown.includes(rows[at]!));
	const said = [sheet.leftOutRows[rows.length - shown.length], sheet.leftOutColumns[lost]].filter(Boolean).join(' ');
	if (said === '') return { blocks, below: y, left: out };
	const line = fitted(fonts, said, room.width, 11.5, 'bold');
	blocks.push({
		role: 'P',
		shapes: [{ kind: 'text', x: room.x, y: y + 12, size: 11.5, weight: 'bold', color: INK, text: line }]
	});
	return { blocks, below: y + 16, left: out };
}

/** For what is said of the rest. */
const SAID = 18;
/** So much higher than need be, so that a page is filled. */
const MORE = 9;

/** The largest density at which all fit; at the smallest the worst that do, in the order in which they stand. */
function choose(
	rows: readonly SheetRow[],
	columns: number | null,
	height: number,
	says: boolean,
	densities: readonly Density[]
) {
	const shared = columns !== null;
	const room = height - (says ? SAID : 0);
	const most = Math.max(1, ...rows.map(({ cells }) => cells.length));
	const lines = (some: readonly SheetRow[], across: number) =>
		some.reduce((sum, row) => sum + linesOf(row, across, shared), 0);
	for (const density of densities) {
		const across = columns ?? Math.min(density.across, most);
		const spare = room - lines(rows, across) * (density.height + density.gap);
		// What is left over goes to the rows.
		const height = density.height + Math.min(MORE, Math.floor(spare / Math.max(1, lines(rows, across))));
		if (across <= density.across && spare >= 0) return { density, shown: rows, height };
	}
	const across = columns ?? Math.min(TIGHTEST.across, most);
	const fit = Math.max(1, Math.floor((height - SAID) / (TIGHTEST.height + TIGHTEST.gap)));
	const kept = new Set<SheetRow>();
	let used = 0;
	for (const row of rows.toSorted((a, b) => a.rank - b.rank)) {
		used += linesOf(row, across, shared);
		// The rest is better than what did not fit: none of it takes its place.
		if (used > fit) break;
		kept.add(row);
	}
	return { density: TIGHTEST, shown: rows.filter((row) => kept.has(row)), height: TIGHTEST.height };
}

const linesOf = ({ cells }: SheetRow, across: number, shared: boolean): number =>
	shared ? 1 : Math.max(1, Math.ceil(cells.length / across));

const placesOf = ({ cells }: SheetRow, across: number, shared: boolean) =>
	cells.map(({ column }, at) =>
		shared ? { line: 0, column } : { line: Math.floor(at / across), column: at % across }
	);

function rowHead(row: SheetRow, fonts: Fonts, x: number, y: number, density: Density, at: number): Block {
	const size = density.written ? 12 : 11;
	const width = HEAD - 14;
	const lines = parted(fonts, row.title, width, size, 'bold', 2);
	const shapes: Shape[] = lines.map((text, line) => ({
		kind: 'text',
		x,
		y: y + 5 + size + line * (size + 2),
		size,
		weight: 'bold',
		color: INK,
		text
	}));
	const below = y + 5 + lines.length * (size + 2);
	const note = row.cells.length === 0 ? row.empty : row.note;
	if (below + density.small <= y + density.height || row.cells.length === 0)
		shapes.push({
			kind: 'text',
			x,
			y: below + density.small,
			size: density.small,
			weight: 'regular',
			color: MUTED,
			text: fitted(fonts, note, width, density.small, 'regular')
		});
	return { role: 'TH', row: at, shapes };
}

function columnHeads(columns: NonNullable<Sheet['columns']>, fonts: Fonts, room: Box) {
	const gap = TIGHTEST.gap;
	const width = Math.min(190, (room.width - HEAD - (columns.length - 1) * APART) / columns.length);
	let high = 0;
	const blocks = columns.map(({ title, note }, at): Block => {
		const x = room.x + HEAD + at * (width + APART) + 4;
		const lines = [
			...parted(fonts, title, width - 8, COLUMN_TITLE, 'bold', 2).map((text) => ({ text, weight: 'bold' as const })),
			...(note === '' ? [] : [{ text: fitted(fonts, note, width - 8, 9.5, 'regular'), weight: 'regular' as const }])
		];
		high = Math.max(high, lines.length);
		const shapes = lines.map(({ text, weight }, line): Shape => ({
			kind: 'text',
			x,
			y: room.y + COLUMN_TITLE + 13 * line,
			size: weight === 'bold' ? COLUMN_TITLE : 9.5,
			weight,
			color: MUTED,
			text
		}));
		return { role: 'TH', row: -1, shapes };
	});
	const below = room.y + 13 * high + gap + 2;
	const rule: Shape = { kind: 'box', x: room.x, y: below - 3, width: room.width, height: 0.75, radius: 0, fill: HAIR };
	return { blocks: [...blocks, { role: 'P', shapes: [rule] } satisfies Block], below: below + 3 };
}
