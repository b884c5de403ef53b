import { INK, MUTED } from '../colours.ts';
import type { Block, Shape } from '../drawing.ts';
import { fitted, parted } from '../parted.ts';
import { drawLogo, framedCode } from './draw-code.ts';
import { codeLine, shrunk, textShape as text, type Face } from './face.ts';

/** The page as it was designed: A4 in px; others are the same, smaller. */
const DESIGN = 794;

/** One place a page: who asks and where, the call, the code, how to get there without it, what becomes of an answer. */
export function poster({ sheet, place, logo, fonts, box, code }: Face): Block[] {
	const k = box.width / DESIGN;
	const [left, right, middle] = [84 * k, box.width - 84 * k, box.width / 2];
	const width = right - left;
	const { words, color } = sheet;
	const rightText = (line: string, y: number, size: number, ink: string): Shape =>
		text(line, right - fonts.width(line, size, 'regular'), y, size, ink);
	const centred = (line: string, y: number, size: number, ink: string, weight: 'regular' | 'bold'): Shape =>
		text(line, middle - fonts.width(line, size, weight) / 2, y, size, ink, weight);

	const mark = logo === null ? 0 : 58 * k;
	const brand = fitted(fonts, sheet.brand, width * 0.45 - mark, 22 * k, 'bold');
	const room = width - mark - fonts.width(brand, 22 * k, 'bold') - 24 * k;
	const name = parted(fonts, place.name, room, 20 * k, 'regular', 2);
	const head: Shape[] = [
		...(logo === null ? [] : drawLogo(logo, left, 68 * k, 44 * k)),
		text(brand, left + mark, 98 * k, 22 * k, INK, 'bold'),
		...name.map((line, at) => rightText(line, (98 - 12 * (name.length - 1) + 25 * at) * k, 20 * k, INK))
	];

	const [size, lines] = heading(words.call, width, k, fonts);
	let y = 162 * k - size * 0.2;
	const call = lines.map((line) => text(line, left, (y += size * 1.2), size, color, 'bold'));
	y += 12 * k;
	const more = parted(fonts, words.more, width, 29 * k, 'regular', 1).map((line) =>
		text(line, left, (y += 38 * k), 29 * k, INK)
	);
	const second = parted(fonts, words.second, width, 18 * k, 'regular', 1).map((line) =>
		text(line, left, (y += 29 * k), 18 * k, MUTED)
	);

	// It stands where it does on every page of a stack, unless the call takes more.
	const top = Math.max(y + 66 * k, 379 * k);
	const frame = framedCode({ sheet, place, logo, fonts, code }, middle - code / 2, top, 20 * k);

	const below = top + code;
	const typed = fitted(fonts, words.typed, width, 18 * k, 'regular');
	const address = shrunk(place.typed, width, 23 * k, fonts);
	const short: Shape[] = [
		...(typed === '' ? [] : [centred(typed, below + 35 * k, 18 * k, MUTED, 'regular')]),
		centred(place.typed, below + 65 * k, address, INK, 'bold')
	];

	const slug = [codeLine(place), ...sheet.slug];
	const slugs = slug.map((line) => fitted(fonts, line, width * 0.34, 11.5 * k, 'regular'));
	const wide = Math.max(...slugs.map((line) => fonts.width(line, 11.5 * k, 'regular')));
	const foot = parted(fonts, words.foot, width - wide - 28 * k, 16 * k, 'regular', 3);
	const bottom = box.height - 72 * k;
	const rule = bottom - Math.max(26 * foot.length, 17 * slugs.length) * k - 8 * k;
	return [
		{ role: 'P', shapes: [...crops(box.width, box.height, k), ...head] },
		{ role: 'H1', shapes: call },
		{ role: 'P', shapes: [...more, ...second] },
		{ role: 'P', shapes: frame },
		{ role: 'P', shapes: short },
		{
			role: 'P',
			shapes: [
				{ kind: 'box', x: left, y: rule, width, height: 1.5 * k, radius: 0, fill: INK },
				...foot.map((line, at) => text(line, left, bottom - 26 * (foot.length - 1 - at) * k, 16 * k, INK))
			]
		},
		{
			role: 'P',
			shapes: slugs.map((line, at) => rightText(line, bottom - 17 * (slugs.length - 1 - at) * k, 11.5 * k, MUTED))
		}
	];
}

/** In one line as large as it fits, and in two where that would be small. */
function heading(call: string, width: number, k: number, fonts: Face['fonts']): [size: number, lines: string[]] {
	const whole = (width / Math.max(1, fonts.width(call, 1, 'bold'))) * 0.999;
	if (whole >= 44 * k) {
		const size = Math.min(66 * k, whole);
		return [size, [call]];
	}
	for (const size of [46, 40, 34].map((one) => one * k)) {
		const lines = parted(fonts, call, width, size, 'bold');
		if (lines.length <= 2) return [size, lines];
	}
	return [30 * k, parted(fonts, call, width, 30 * k, 'bold', 2)];
}

function crops(width: number, height: number, k: number): Shape[] {
	const [at, long] = [18 * k, 22 * k];
	const line = { color: INK, width: 0.75 };
	const corner = (x: number, y: number, dx: number, dy: number): Shape => ({
		kind: 'path',
		d: `M${x + dx * long} ${y}L${x} ${y}L${x} ${y + dy * long}`,
		line
	});
	return [
		corner(at, at, 1, 1),
		corner(width - at, at, -1, 1),
		corner(at, height - at, 1, -1),
		corner(width - at, height - at, -1, -1)
	];
}
