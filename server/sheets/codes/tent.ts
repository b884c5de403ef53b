import { HAIR, INK, MUTED } from '../colours.ts';
import type { Block, Shape } from '../drawing.ts';
import { fitted, parted } from '../parted.ts';
import { drawLogo, framedCode } from './draw-code.ts';
import { codeLine, shrunk, textShape as text, type Face } from './face.ts';

const DESIGN = 794;

/** Folded in the middle it stands on a table: both sides show the same, and the upper one is printed upside down. */
export function tent(face: Face): Block[] {
	const { width, height } = face.box;
	const lower = side(face, height);
	const about = { x: width / 2, y: height };
	const fold: Shape = {
		kind: 'path',
		d: `M0 ${height}L${width} ${height}`,
		line: { color: HAIR, width: 0.75, dash: 4 }
	};
	return [...lower.map((block) => ({ ...block, turned: about })), { role: 'P', shapes: [fold] }, ...lower];
}

function side({ sheet, place, logo, fonts, box, code }: Face, top: number): Block[] {
	const k = box.width / DESIGN;
	const { words, color } = sheet;
	const x = 52 * k;
	const y = top + (box.height - code) / 2 + 18 * k;
	const frame = framedCode({ sheet, place, logo, fonts, code }, x, y, 17 * k);
	const left = x + code + 36 * k;
	const width = box.width - left - 44 * k;
	const mark = logo === null ? 0 : 42 * k;
	const head: Shape[] = [
		...(logo === null ? [] : drawLogo(logo, left, y - 2 * k, 32 * k)),
		text(fitted(fonts, sheet.brand, width - mark, 17 * k, 'bold'), left + mark, y + 20 * k, 17 * k, INK, 'bold')
	];
	let at = y + 46 * k;
	const write = (
		words: string,
		size: number,
		most: number,
		ink: string,
		weight: 'regular' | 'bold',
		gap: number
	): Shape[] => {
		const lines = parted(fonts, words, width, size * k, weight, most);
		if (lines.length > 0) at += gap * k;
		return lines.map((line) => text(line, left, (at += size * 1.25 * k), size * k, ink, weight));
	};
	// In one line where that is not small, else in as many as it takes.
	const whole = width / Math.max(1, fonts.width(words.call, k, 'bold'));
	const call = write(words.call, whole >= 26 ? Math.min(36, whole * 0.999) : 28, 3, color, 'bold', 0);
	const rest = [
		...write(words.more, 17, 3, INK, 'regular', 6),
		...write(words.second, 13, 2, MUTED, 'regular', 4),
		...write(place.name, 15, 2, INK, 'bold', 12)
	];
	const bottom = y + code - 4 * k;
	const size = shrunk(place.typed, width, 15 * k, fonts);
	const slug = fitted(fonts, codeLine(place), width, 9.5 * k, 'regular');
	const foot = parted(fonts, words.foot, width, 11 * k, 'regular', 2);
	const typed = fitted(fonts, words.typed, width, 12 * k, 'regular');
	let up = bottom;
	const last: Shape[] = [text(slug, left, up, 9.5 * k, MUTED)];
	up -= 6 * k;
	for (const line of foot.toReversed()) last.push(text(line, left, (up -= 15 * k), 11 * k, INK));
	up -= 4 * k;
	last.push(text(place.typed, left, (up -= 16 * k), size, INK, 'bold'));
	if (typed !== '') last.push(text(typed, left, up - 20 * k, 12 * k, MUTED));
	return [
		{ role: 'P', shapes: head },
		{ role: 'H1', shapes: call },
		{ role: 'P', shapes: rest },
		{ role: 'P', shapes: frame },
		{ role: 'P', shapes: last.toReversed() }
	];
}
