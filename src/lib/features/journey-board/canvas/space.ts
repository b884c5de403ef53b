import type { Layout, Rect } from '#domain/journey/index.ts';

/** What the columns of a map share, and how wide the heads of its lanes are, board pixels. */
export interface Space {
	readonly room: number;
	readonly headerWidth: number;
}

/** The columns share what the window has. @param across width of the window, CSS pixels */
export function spaceOn(across: number): Space {
	const headerWidth = across < 560 ? 96 : 120;
	return { headerWidth, room: across - headerWidth - 8 };
}

/** The bar of the board, and the heads of scenes below it, CSS pixels. */
const ABOVE = 52 + 92;

/** What a window leaves for the map beside its heads, about: it is drawn for that until its place is measured. */
export const paneIn = ({ width, height }: { readonly width: number; readonly height: number }) => ({
	width: width - spaceOn(width).headerWidth,
	height: height - ABOVE
});

/** The part of the board that the map takes, beside the heads of lanes and below those of scenes. */
export const boundsOf = ({ header, width, height }: Layout): Rect => ({
	x: header.width,
	y: header.height,
	width: width - header.width,
	height: height - header.height
});
