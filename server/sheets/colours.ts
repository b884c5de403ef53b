import type { SheetHeat } from '#contract/sheet.ts';

/** On white paper: dark only where it hurts, so that a copy in black and white reads the same. */
export const INK = '#14171f';
export const MUTED = '#5a5f6d';
export const HAIR = '#cfc8ba';
export const GOOD = '#17726b';
export const BAD = '#b5402a';

export interface Look {
	readonly fill: string;
	readonly ink: string;
	readonly edge: string;
	readonly edgeWidth: number;
	readonly dashed?: true;
	readonly hatched?: true;
}

export const LOOKS: Readonly<Record<SheetHeat, Look>> = {
	'bad-2': { fill: '#8f2d1b', ink: '#ffffff', edge: '#8f2d1b', edgeWidth: 1 },
	'bad-1': { fill: '#eba98c', ink: '#1c0b05', edge: BAD, edgeWidth: 1 },
	unclear: { fill: '#ffffff', ink: INK, edge: '#b9b2a2', edgeWidth: 1, hatched: true },
	'good-1': { fill: '#f0f8f6', ink: INK, edge: GOOD, edgeWidth: 1 },
	'good-2': { fill: '#dcefec', ink: INK, edge: GOOD, edgeWidth: 3 },
	few: { fill: '#ffffff', ink: MUTED, edge: '#8b8678', edgeWidth: 1.25, dashed: true },
	none: { fill: '#ffffff', ink: MUTED, edge: HAIR, edgeWidth: 1 }
};
/** Stripes of what is not clear yet: pale, letters stand on them. */
export const STRIPE = '#ece8df';
