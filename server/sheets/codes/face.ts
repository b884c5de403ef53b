import type { CodePlace, CodeSheet } from '#contract/code-sheet.ts';
import type { Box, Shape } from '../drawing.ts';
import type { Fonts } from '../fonts.ts';
import type { Logo } from './logo.ts';

/** All that a face – a page, half of one, a label – is drawn from. */
export interface Face {
	readonly sheet: CodeSheet;
	readonly place: CodePlace;
	readonly logo: Logo | null;
	readonly fonts: Fonts;
	readonly box: Box;
	/** Side of the square that the code has with its quiet zone. */
	readonly code: number;
}

export const textShape = (
	text: string,
	x: number,
	y: number,
	size: number,
	color: string,
	weight: 'regular' | 'bold' = 'regular'
): Shape => ({ kind: 'text', x, y, size, weight, color, text });

/** For those who hang it up. */
export const codeLine = ({ code, touchpoint }: CodePlace): string => [code, touchpoint].filter(Boolean).join(' · ');

/** An address is written whole, however small that makes it. */
export const shrunk = (address: string, width: number, size: number, fonts: Fonts): number =>
	Math.min(size, (width / fonts.width(address, 1, 'bold')) * 0.999);
