import { INK, MUTED } from '../colours.ts';
import type { Block, Shape } from '../drawing.ts';
import { fitted, parted } from '../parted.ts';
import { codeColor, drawCode } from './draw-code.ts';
import { textShape as text, type Face } from './face.ts';

/** The label that it was designed for is 37 mm high. */
const DESIGN = 140;
/** Smaller letters nobody reads, px. */
const LEAST = 6.5;

/** The code to the left, as high as the label; beside it the call, the place and the code in letters. */
export function label({ sheet, place, logo, fonts, box, code }: Face): Block[] {
	const k = box.height / DESIGN;
	const margin = (box.height - code) / 2;
	const frame = drawCode(place.address, { logo, color: codeColor(sheet) }, box.x + margin, box.y + margin, code);
	// The quiet zone is white already.
	const left = box.x + margin + code + 1;
	const width = box.x + box.width - left - Math.max(6, margin);
	const size = (of: number): number => Math.max(LEAST, of * k);
	let y = box.y + margin + 6 * k;
	const end = box.y + box.height - margin - 3 * k;
	const write = (words: string, letters: number, most: number, ink: string, weight: 'regular' | 'bold'): Shape[] => {
		const room = Math.max(0, Math.floor((end - size(8) * 1.4 - y) / (letters * 1.25)));
		if (room === 0) return [];
		return parted(fonts, words, width, letters, weight, Math.min(most, room)).map((line) =>
			text(line, left, (y += letters * 1.25), letters, ink, weight)
		);
	};
	const call = write(sheet.words.call, size(13.5), 3, sheet.color, 'bold');
	y += 3 * k;
	const name = write(place.name, size(9.5), 2, INK, 'bold');
	y += 2 * k;
	// Whole or not at all: it says nothing that the code does not.
	const whole = fonts.width(sheet.words.scan, size(8), 'regular') <= width;
	const scan = whole ? write(sheet.words.scan, size(8), 1, MUTED, 'regular') : [];
	const code8 = fitted(fonts, place.code, width, size(8), 'regular');
	return [
		{ role: 'P', shapes: frame },
		{ role: 'P', shapes: [...call, ...name, ...scan, text(code8, left, end, size(8), MUTED)] }
	];
}
