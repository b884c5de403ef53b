import type { Sheet } from '#contract/sheet.ts';
import { GOOD, BAD, HAIR, INK, MUTED } from './colours.ts';
import { PAGE, type Block, type Drawing, type Shape, type Weight } from './drawing.ts';
import type { Fonts } from './fonts.ts';
import { DENSITIES, grid } from './grid.ts';
import { legend } from './legend.ts';
import { fitted, parted } from './parted.ts';

export const MARGIN = 40;
const TOP = 28;
const BOTTOM = 24;
const WIDTH = PAGE.width - 2 * MARGIN;
const RIGHT = PAGE.width - MARGIN;

/**
 * Where everything stands. The numbers take what the words leave.
 * @param paged rows that do not fit go on to further pages; else one page says how many are not on it
 */
export function layout(given: Sheet, fonts: Fonts, paged = false): Drawing {
	const drawn = drawable(given, fonts);
	const sheet = paged ? { ...drawn, leftOutRows: drawn.furtherRows } : drawn;
	const head = header(sheet, fonts);
	const moved = movedPart(sheet, fonts, head.below);
	const worst = worstPart(sheet, fonts, moved.below);
	const foot = footer(sheet, fonts);
	const key = legend(sheet, fonts, MARGIN, WIDTH);
	const room = { x: MARGIN, y: worst.below, width: WIDTH, height: foot.top - key.height - 16 - worst.below };
	const cells = grid(sheet, fonts, room);
	return {
		lang: sheet.lang,
		title: sheet.name,
		size: PAGE,
		pages: [
			[...head.blocks, ...moved.blocks, ...worst.blocks, ...cells.blocks, ...key.at(cells.below + 6), ...foot.blocks],
			...(paged ? furtherPages(sheet, fonts, cells.left) : [])
		]
	};
}

/** Cells of further pages are as small as those of the first, where its rows did not fit. */
const SMALL = DENSITIES.slice(-3);

function furtherPages(sheet: Sheet, fonts: Fonts, rows: Sheet['rows']): (readonly Block[])[] {
	const pages: (readonly Block[])[] = [];
	const key = legend(sheet, fonts, MARGIN, WIDTH);
	let left = rows;
	while (left.length > 0) {
		const number = String(pages.length + 2);
		const end = RIGHT - fonts.width(number, 12, 'bold');
		const name = fitted(fonts, sheet.name, 320, 13, 'bold');
		const after = MARGIN + fonts.width(name, 13, 'bold') + 12;
		const head: Block = {
			role: 'P',
			shapes: [
				text(name, MARGIN, TOP + 12, 13, 'bold'),
				text(fitted(fonts, sheet.facts, end - 20 - after, 11, 'regular'), after, TOP + 12, 11, 'regular', MUTED),
				text(number, end, TOP + 12, 12, 'bold', MUTED),
				{ kind: 'box', x: MARGIN, y: TOP + 20, width: WIDTH, height: 1, radius: 0, fill: INK }
			]
		};
		const y = TOP + 32;
		const room = { x: MARGIN, y, width: WIDTH, height: PAGE.height - BOTTOM - key.height - 16 - y };
		const cells = grid({ ...sheet, rows: left }, fonts, room, SMALL);
		pages.push([head, ...cells.blocks, ...key.at(cells.below + 6)]);
		left = cells.left;
	}
	return pages;
}

/** Every text of it, however deep, in letters that the font has. */
function drawable<T>(value: T, fonts: Fonts): T {
	if (typeof value === 'string') return fonts.drawable(value) as T;
	if (Array.isArray(value)) return value.map((one) => drawable(one, fonts)) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, drawable(one, fonts)])) as T;
}

const text = (words: string, x: number, y: number, size: number, weight: Weight, color = INK): Shape => ({
	kind: 'text',
	x,
	y,
	size,
	weight,
	color,
	text: words
});

function logo(x: number, y: number, size: number): Shape[] {
	const k = size / 32;
	const at = (dx: number, dy: number) => `${x + dx * k} ${y + dy * k}`;
	return [
		{ kind: 'box', x, y, width: size, height: size, radius: 8.5 * k, fill: '#262c3b' },
		{
			kind: 'path',
			d: `M${at(6, 11.5)}C${at(7.2, 18.4)} ${at(8.6, 22.5)} ${at(10.8, 22.5)}C${at(13, 22.5)} ${at(14.2, 13)} ${at(16.2, 13)}C${at(18.2, 13)} ${at(19.2, 20)} ${at(21.4, 20)}C${at(23.6, 20)} ${at(25, 15)} ${at(26, 10.5)}`,
			line: { color: '#efe3cf', width: 3.6 * k }
		},
		{ kind: 'circle', x: x + 26 * k, y: y + 9.6 * k, r: 2.6 * k, fill: '#7fb5ae' }
	];
}

interface Placed {
	readonly blocks: readonly Block[];
	readonly below: number;
}

function header(sheet: Sheet, fonts: Fonts): Placed {
	const left = MARGIN + 46;
	const beside = Math.min(
		260,
		Math.max(fonts.width(sheet.owner, 12, 'bold'), fonts.width(sheet.counts, 11, 'regular'))
	);
	const width = RIGHT - beside - 24 - left;
	const title = fitted(fonts, sheet.title, width, 20, 'bold');
	const after = left + fonts.width(title, 20, 'bold') + 8;
	// The proof stands behind the title where it fits, and else below it.
	const inline = sheet.proof === '' || after + fonts.width(sheet.proof, 13, 'regular') <= left + width;
	const lines = inline ? [] : parted(fonts, sheet.proof, width, 12.5, 'regular', 1);
	let y = TOP + 19;
	const shapes: Shape[] = [text(title, left, y, 20, 'bold')];
	if (inline && sheet.proof !== '') shapes.push(text(sheet.proof, after, y, 13, 'regular'));
	for (const line of lines) shapes.push(text(line, left, (y += 18), 12.5, 'regular'));
	const facts = parted(fonts, sheet.facts, width, 11.5, 'regular', 2).map((line) =>
		text(line, left, (y += 17), 11.5, 'regular', MUTED)
	);
	const right = (words: string, at: number, size: number, weight: Weight, color: string) => {
		const cut = fitted(fonts, words, beside, size, weight);
		return text(cut, RIGHT - fonts.width(cut, size, weight), at, size, weight, color);
	};
	const rule = y + 10;
	return {
		blocks: [
			{ role: 'H1', shapes: [...logo(MARGIN, TOP, 34), ...shapes] },
			{ role: 'P', shapes: facts },
			{
				role: 'P',
				shapes: [
					right(sheet.owner, TOP + 17, 12, 'bold', INK),
					right(sheet.counts, TOP + 34, 11, 'regular', MUTED),
					{ kind: 'box', x: MARGIN, y: rule, width: WIDTH, height: 1.5, radius: 0, fill: INK }
				]
			}
		],
		below: rule + 10
	};
}

const MOVES = 3;
const BETWEEN = 22;

function movedPart({ moved }: Sheet, fonts: Fonts, top: number): Placed {
	if (moved === null) return { blocks: [], below: top };
	const items = moved.items.slice(0, MOVES);
	if (items.length === 0) {
		const title = `${moved.title}: `;
		const x = MARGIN + fonts.width(title, 12, 'bold');
		const lines = parted(fonts, moved.note, RIGHT - x, 12, 'regular', 2);
		const shapes = lines.map((line, at) => text(line, x, top + 11 + 16 * at, 12, 'regular', MUTED));
		return {
			blocks: [{ role: 'P', shapes: [text(title.trimEnd(), MARGIN, top + 11, 12, 'bold'), ...shapes] }],
			below: top + 6 + 16 * lines.length
		};
	}
	const width = (WIDTH - (MOVES - 1) * BETWEEN) / MOVES;
	let below = top;
	const blocks = items.map((item, at): Block => {
		const x = MARGIN + at * (width + BETWEEN);
		const inner = width - 20;
		let y = top - 5;
		const shapes: Shape[] = [text(item.rose ? '▲' : '▼', x, top + 11, 13, 'bold', item.better ? GOOD : BAD)];
		const write = (words: string, weight: Weight, most: number, size: number, color: string) => {
			for (const line of parted(fonts, words, inner, size, weight, most))
				shapes.push(text(line, x + 20, (y += size + 4), size, weight, color));
		};
		write(item.says, 'bold', 2, 12, INK);
		write(item.proof, 'regular', 2, 11.5, INK);
		write(item.cause, 'regular', 2, 11, MUTED);
		below = Math.max(below, y + 6);
		return { role: 'P', shapes };
	});
	if (moved.note === '') return { blocks, below: below + 2 };
	const note = fitted(fonts, moved.note, WIDTH, 11, 'regular');
	return {
		blocks: [...blocks, { role: 'P', shapes: [text(note, MARGIN + 20, below + 9, 11, 'regular', MUTED)] }],
		below: below + 16
	};
}

function worstPart({ lang, worst }: Sheet, fonts: Fonts, top: number): Placed {
	if (worst === null || worst.items.length === 0) return { blocks: [], below: top + 4 };
	const title = `${worst.title}: `;
	const x = MARGIN + fonts.width(title, 11.5, 'bold');
	const wrapped = (n: number) =>
		parted(fonts, worst.items.slice(0, n).join(lang.startsWith('zh') ? '；' : '; '), RIGHT - x, 11.5, 'regular');
	let n = worst.items.length;
	// Each is named with its proof, or not at all.
	while (n > 1 && wrapped(n).length > 2) n--;
	const lines = wrapped(n).slice(0, 2);
	const shapes = lines.map((line, at) => text(line, x, top + 12 + 16 * at, 11.5, 'regular'));
	return {
		blocks: [{ role: 'P', shapes: [text(title.trimEnd(), MARGIN, top + 12, 11.5, 'bold'), ...shapes] }],
		below: top + 12 + 16 * lines.length
	};
}

/** Stands at the bottom of the page. */
function footer({ notes, address }: Sheet, fonts: Fonts): { readonly blocks: readonly Block[]; readonly top: number } {
	const width = (WIDTH - 26) / 2;
	const [size, step] = [10, 13.5];
	const said = notes.map((note) => parted(fonts, note, width, size, 'regular'));
	if (address !== null) said.push(parted(fonts, address, width, size, 'regular', 1));
	// The notes stay whole: a column ends with one.
	const linesOf = (part: readonly string[][]) => part.reduce((sum, note) => sum + note.length, 0);
	const high = (at: number) => Math.max(linesOf(said.slice(0, at)), linesOf(said.slice(at)));
	const half = said.map((_, at) => at + 1).reduce((best, at) => (high(at) < high(best) ? at : best), 0);
	const top = PAGE.height - BOTTOM - high(half) * step;
	const column = (part: readonly string[][], x: number, from: number): Block[] => {
		let y = top + 9;
		return part.map((note, at) => ({
			role: 'P',
			shapes: note.map((line) => ({
				...(text(line, x, (y += step) - step, size, 'regular', MUTED) as Extract<Shape, { kind: 'text' }>),
				...(address !== null && from + at === notes.length && { href: address })
			}))
		}));
	};
	const rule: Shape = { kind: 'box', x: MARGIN, y: top - 7, width: WIDTH, height: 1, radius: 0, fill: HAIR };
	const blocks = [...column(said.slice(0, half), MARGIN, 0), ...column(said.slice(half), MARGIN + width + 26, half)];
	return { blocks: [{ role: 'P', shapes: [rule] }, ...blocks], top: top - 10 };
}
