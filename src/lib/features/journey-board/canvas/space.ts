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

/** The part of the board that the map takes, beside the heads of lanes and below those of scenes. */
export const boundsOf = ({ header, width, height }: Layout): Rect => ({
	x: header.width,
	y: header.height,
	width: width - header.width,
	height: height - header.height
});
