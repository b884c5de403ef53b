import { QUIET } from '#domain/printing/index.ts';
import { INK } from '../colours.ts';
import type { Shape } from '../drawing.ts';
import { fitted } from '../parted.ts';
import { textShape, type Face } from './face.ts';
import type { Logo } from './logo.ts';
import { codeSymbol } from './symbol.ts';

/** White around a logo, in modules. */
const RIM = 0.5;

/** A code in a square that has its quiet zone, whatever it lies on. */
export function drawCode(
	address: string,
	{ logo, color }: { readonly logo: Logo | null; readonly color: string },
	x: number,
	y: number,
	side: number,
	radius = 0
): Shape[] {
	const symbol = codeSymbol(address, logo !== null);
	const module = side / (symbol.size + 2 * QUIET);
	const shapes: Shape[] = [
		{ kind: 'box', x, y, width: side, height: side, radius, fill: '#ffffff' },
		{ kind: 'path', d: symbol.d, fill: color, at: { x: x + QUIET * module, y: y + QUIET * module, scale: module } }
	];
	if (logo === null || symbol.room === 0) return shapes;
	const free = (symbol.room - 2 * RIM) * module;
	return [...shapes, ...drawLogo(logo, x + (side - free) / 2, y + (side - free) / 2, free)];
}

export function drawLogo(logo: Logo, x: number, y: number, side: number): Shape[] {
	const scale = side / 100;
	return logo.map((part) =>
		part.kind === 'path'
			? { ...part, at: { x, y, scale } }
			: {
					...part,
					x: x + part.x * scale,
					y: y + part.y * scale,
					width: part.width * scale,
					height: part.height * scale
				}
	);
}

/** The colour of the modules. */
export const codeColor = (sheet: { readonly color: string; readonly colored: boolean }): string =>
	sheet.colored ? sheet.color : INK;

/** A code in a frame, with what to do above it: that hangs over the frame, not into the quiet zone. @param size of its letters */
export function framedCode(
	{ sheet, place, logo, fonts, code }: Omit<Face, 'box'>,
	x: number,
	y: number,
	size: number
): Shape[] {
	const { color } = sheet;
	const scan = fitted(fonts, sheet.words.scan, code - 4 * size, size, 'bold');
	const wide = fonts.width(scan, size, 'bold');
	const lip = scan === '' ? 0 : 1.1 * size;
	const line = { color, width: 0.15 * size };
	const frame: Shape[] = [
		...drawCode(place.address, { logo, color: codeColor(sheet) }, x, y, code, 1.1 * size),
		{ kind: 'box', x, y: y - lip, width: code, height: code + lip, radius: 1.1 * size, line }
	];
	if (scan === '') return frame;
	const pill = { width: wide + 2.4 * size, height: 2 * size };
	return [
		...frame,
		{ kind: 'box', x: x + (code - pill.width) / 2, y: y - lip - size, ...pill, radius: size, fill: color },
		textShape(scan, x + (code - wide) / 2, y - lip + 0.35 * size, size, '#ffffff', 'bold')
	];
}
