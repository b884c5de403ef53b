/**
 * What a card shows at a size: everything; its title and value, as large as they must be; or its colour and value, when
 * letters could not be read any more. Sizes are of the map's own zoom.
 */
export type Detail = 'all' | 'value' | 'colour';

/** Below this n and interval (11 px on the card) would be under 8 px on the screen. */
const ALL = 0.72;
/** Below this a title (13 px), enlarged, would be under 8 px. */
const VALUE = 0.4;

export const detailAt = (zoom: number): Detail => (zoom >= ALL ? 'all' : zoom >= VALUE ? 'value' : 'colour');

/**
 * How much larger than on the map itself letters are drawn, so that they stay readable. In steps: each one lays out the
 * letters of all cards anew.
 */
export const growth = (zoom: number): number => Math.ceil(4 * Math.min(3.25, Math.max(1, ALL / zoom))) / 4;

/** Board pixels that are about one pixel of the screen, in steps as above. Between 1 and 16. */
export const screenPixel = (zoom: number): number => 2 ** (Math.ceil(-4 * Math.log2(Math.min(1, zoom))) / 4);
