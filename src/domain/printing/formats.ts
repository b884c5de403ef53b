/** Paper that codes are printed on, in millimetres. */
export interface PrintFormat {
	readonly name: string;
	readonly page: { readonly width: number; readonly height: number };
	/** What one place gets: a page, a page that is folded so that both sides show it, or one of many labels. */
	readonly kind: 'poster' | 'tent' | 'label';
	readonly cell: { readonly width: number; readonly height: number };
	readonly across: number;
	readonly down: number;
	/** Where the first cell begins, and how far the next ones are from it. */
	readonly left: number;
	readonly top: number;
	readonly pitch: { readonly x: number; readonly y: number };
	/** Side of the square that the code has with its quiet zone. */
	readonly code: number;
	/** At which people usually hold their phone, cm. */
	readonly distance: number;
}

const A4 = { width: 210, height: 297 } as const;
const A5 = { width: 148, height: 210 } as const;

const poster = (name: string, page: PrintFormat['page'], code: number, distance: number): PrintFormat => ({
	name,
	page,
	kind: 'poster',
	cell: page,
	across: 1,
	down: 1,
	left: 0,
	top: 0,
	pitch: { x: page.width, y: page.height },
	code,
	distance
});

const tent = (name: string, page: PrintFormat['page'], code: number): PrintFormat => ({
	...poster(name, page, code, 50),
	kind: 'tent',
	cell: { width: page.width, height: page.height / 2 },
	pitch: { x: page.width, y: page.height / 2 }
});

function labels(
	name: string,
	[across, down]: readonly [number, number],
	[width, height]: readonly [number, number],
	code: number,
	gap: { readonly x: number; readonly y: number } = { x: 0, y: 0 }
): PrintFormat {
	const pitch = { x: width + gap.x, y: height + gap.y };
	return {
		name,
		page: A4,
		kind: 'label',
		cell: { width, height },
		across,
		down,
		// Sheets of labels are even on both sides.
		left: (A4.width - (across - 1) * pitch.x - width) / 2,
		top: (A4.height - (down - 1) * pitch.y - height) / 2,
		pitch,
		code,
		distance: 15
	};
}

/** Widths and heights of labels as their makers print them on the box. */
export const printFormats = [
	poster('a4', A4, 128, 100),
	poster('a5', A5, 90, 70),
	tent('tent-a4', A4, 96),
	tent('tent-a5', A5, 66),
	labels('labels-8', [2, 4], [99.1, 67.7], 54, { x: 2.5, y: 0 }),
	labels('labels-21', [3, 7], [63.5, 38.1], 32, { x: 2.5, y: 0 }),
	labels('labels-24', [3, 8], [70, 37], 31),
	labels('labels-40', [4, 10], [52.5, 29.7], 25),
	labels('labels-65', [5, 13], [38.1, 21.2], 19, { x: 2.5, y: 0 })
] as const;

export const formatNames = [
	'a4',
	'a5',
	'tent-a4',
	'tent-a5',
	'labels-8',
	'labels-21',
	'labels-24',
	'labels-40',
	'labels-65'
] as const;
export type FormatName = (typeof formatNames)[number];

export const formatOf = (name: FormatName): PrintFormat => printFormats.find((one) => one.name === name)!;

/** How many places one page shows. */
export const perPage = ({ kind, across, down }: PrintFormat): number => (kind === 'label' ? across * down : 1);
