import type { Sheet } from '#contract/sheet.ts';
import { bar, ground } from './cell.ts';
import { INK } from './colours.ts';
import type { Block, Shape } from './drawing.ts';
import type { Fonts } from './fonts.ts';

const SIZE = 10.5;
const SWATCH = 22;
const LINE = 18;

/** What colours, hatching and signs mean, in as many lines as it takes. */
export function legend(
	{ legend, keys }: Sheet,
	fonts: Fonts,
	left: number,
	width: number
): { readonly height: number; at(top: number): Block[] } {
	const entries = [
		...legend.map(({ heat, name }) => ({
			name,
			sign: SWATCH,
			draw: (x: number, y: number) => ground(heat, { x, y: y - 10, width: SWATCH, height: 13 }, 3)
		})),
		{ name: keys.change, sign: 0, draw: () => [] },
		{
			name: keys.bar,
			sign: 40,
			draw: (x: number, y: number) => bar({ from: 0.12, to: 0.4, at: 0.26, off: null }, x, y - 3.5, 40, INK)
		}
	];
	const widths = entries.map(({ name, sign }) => sign + (sign > 0 ? 5 : 0) + fonts.width(name, SIZE, 'regular'));
	const GAP = 14;
	const lines: number[][] = [[]];
	let used = 0;
	widths.forEach((wide, at) => {
		if (used > 0 && used + wide > width) {
			lines.push([]);
			used = 0;
		}
		lines.at(-1)!.push(at);
		used += wide + GAP;
	});
	return {
		height: lines.length * LINE,
		at(top) {
			const shapes: Shape[] = [];
			lines.forEach((line, number) => {
				const y = top + 13 + number * LINE;
				let x = left;
				for (const at of line) {
					const { name, sign, draw } = entries[at]!;
					shapes.push(...draw(x, y));
					const from = x + sign + (sign > 0 ? 5 : 0);
					shapes.push({ kind: 'text', x: from, y, size: SIZE, weight: 'regular', color: INK, text: name });
					x += widths[at]! + GAP;
				}
			});
			return [{ role: 'P', shapes }];
		}
	};
}
