import type { SheetCell, SheetHeat, SheetNumber } from '#contract/sheet.ts';
import { LOOKS, STRIPE } from './colours.ts';
import type { Block, Box, Shape, Weight } from './drawing.ts';
import type { Fonts } from './fonts.ts';
import { fitted, parted } from './parted.ts';

/** How large cells are: from a few rows to as many as can still be read. */
export interface Density {
	/** Of one row. */
	readonly height: number;
	readonly gap: number;
	readonly name: number;
	readonly value: number;
	readonly small: number;
	/** The interval is written out, not only drawn. */
	readonly written: boolean;
	/** Cells side by side at most; a journey with more goes on below. */
	readonly across: number;
}

const RADIUS = 5;
const PAD = 7;
/** From this height on a cell has four lines. */
const ROOMY = 96;

/** Stripes go up to the right, at the same places wherever a cell lies in its row. */
function stripes({ x, y, width, height }: Box): string {
	const parts: string[] = [];
	for (let at = x; at < x + width + height; at += 9) parts.push(`M${at} ${y}l4 0l${-height} ${height}l-4 0Z`);
	return parts.join('');
}

/** The ground of a cell, also of the legend's. */
export function ground(heat: SheetHeat, box: Box, radius = RADIUS): Shape[] {
	const look = LOOKS[heat];
	const half = look.edgeWidth / 2;
	const inner = {
		x: box.x + half,
		y: box.y + half,
		width: box.width - look.edgeWidth,
		height: box.height - look.edgeWidth
	};
	const line = { color: look.edge, width: look.edgeWidth, ...(look.dashed && { dash: 3 }) };
	const edge = { kind: 'box', ...inner, radius, line } as const;
	return look.hatched
		? [
				{ kind: 'box', ...inner, radius, fill: look.fill },
				{ kind: 'path', d: stripes(inner), fill: STRIPE, within: { ...inner, radius } },
				edge
			]
		: [{ ...edge, fill: look.fill }];
}

const arrow = (x: number, y: number, to: 1 | -1): string =>
	`M${x - to} ${y}L${x + 6 * to} ${y - 4.2}L${x + 6 * to} ${y + 4.2}Z`;

/** Line, tick at the target, interval and value. */
export function bar(at: NonNullable<SheetNumber['bar']>, x: number, y: number, width: number, ink: string): Shape[] {
	const [from, to, value] = [at.from, at.to, at.at].map((share) => x + share * width) as [number, number, number];
	const thick = Math.max(5, to - from);
	const left = Math.min(Math.max(x, (from + to) / 2 - thick / 2), x + width - thick);
	return [
		{ kind: 'box', x, y: y - 0.4, width, height: 0.8, radius: 0, fill: ink },
		{ kind: 'box', x: left, y: y - 2.2, width: thick, height: 4.4, radius: 2.2, fill: ink },
		{ kind: 'box', x: x + width / 2 - 0.75, y: y - 5.5, width: 1.5, height: 11, radius: 0, fill: ink },
		// An arrow: it lies further out than the line goes.
		at.off === null
			? { kind: 'circle', x: value, y, r: 2.9, fill: ink }
			: { kind: 'path', d: arrow(value, y, at.off === 'low' ? 1 : -1), fill: ink }
	];
}

export function cell(fonts: Fonts, given: SheetCell, box: Box, density: Density, row: number): Block {
	const look = LOOKS[given.heat];
	const shapes = ground(given.heat, box);
	const { name, value, small } = density;
	const [left, right] = [box.x + PAD, box.x + box.width - PAD];
	const ink = look.ink;
	const write = (text: string, x: number, y: number, size: number, weight: Weight) =>
		shapes.push({ kind: 'text', x, y, size, weight, color: ink, text });
	/** @returns where it begins */
	const writeRight = (text: string, y: number, size: number, weight: Weight): number => {
		const x = right - fonts.width(text, size, weight);
		if (text !== '') write(text, x, y, size, weight);
		return x;
	};
	const block: Block = { role: 'TD', row, alt: given.said, shapes };
	const shown = given.shown;
	let y = box.y + 4;
	if (given.title !== '') {
		y += name;
		const free = shown?.change ? writeRight(shown.change, y, name, 'bold') - 4 : right;
		write(fitted(fonts, given.title, free - left, name, 'bold'), left, y, name, 'bold');
		y += 2;
	}
	if (shown === null) {
		const most = Math.max(1, Math.floor((box.y + box.height - 3 - y) / (small + 3)));
		for (const line of parted(fonts, given.quiet, right - left, small, 'regular', most))
			write(line, left, (y += small + 3), small, 'regular');
		return block;
	}
	y += value;
	const headed = given.title === '';
	const free = headed && shown.change ? writeRight(shown.change, y, name, 'bold') - 4 : right;
	write(shown.value, left, y, value, 'bold');
	const afterValue = left + fonts.width(shown.value, value, 'bold') + 3;
	const widths = { metric: fonts.width(shown.metric, small, 'regular'), n: fonts.width(shown.n, small, 'regular') };
	const roomy = !headed && density.height >= ROOMY;
	const fits = !headed && !roomy && afterValue + widths.metric + 4 + widths.n <= right;
	write(fitted(fonts, shown.metric, free - afterValue, small, 'regular'), afterValue, y, small, 'regular');
	if (fits) writeRight(shown.n, y, small, 'regular');
	if (headed && density.written) {
		// Its column says what it is called: there is a line more.
		y += small + 4;
		if (shown.bar) shapes.push(...bar(shown.bar, left + 1, y - small / 2 + 2, right - left - 2, ink));
		y += small + 2;
		write(fitted(fonts, shown.interval, right - left - widths.n - 6, small, 'regular'), left, y, small, 'regular');
		writeRight(shown.n, y, small, 'regular');
		return block;
	}
	if (roomy) {
		// The bar has a line to itself, and its ends are written below it.
		if (shown.bar) shapes.push(...bar(shown.bar, left + 1, y + 1.5 * small, right - left - 2, ink));
		y += 3 * small;
		const end = writeRight(shown.n, y, small, 'regular') - 6;
		write(fitted(fonts, shown.interval, end - left, small, 'regular'), left, y, small, 'regular');
		return block;
	}
	// Where a line has no room for n it takes the place of the written interval, which is drawn as well.
	const below = fits ? (density.written ? shown.interval : '') : shown.n;
	y += density.written ? small + 3 : small;
	const to = below === '' ? right : writeRight(below, y, small, 'regular') - 6;
	const middle = density.written ? y - small / 2 + 1.5 : y - 1.5;
	if (shown.bar && to - left > 16) shapes.push(...bar(shown.bar, left + 1, middle, to - left - 2, ink));
	return block;
}
