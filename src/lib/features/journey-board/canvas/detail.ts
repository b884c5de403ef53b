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

/** How much larger than on the map itself letters are drawn, so that they stay readable. */
export const growth = (zoom: number): number => Math.round(100 * Math.min(3.2, Math.max(1, ALL / zoom))) / 100;
