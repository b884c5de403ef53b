/** White on each side, in modules (ISO/IEC 18004). */
export const QUIET = 4;

/** Bytes that a code of each version holds, from the first (ISO/IEC 18004, table 7). */
const CAPACITY = {
	Q: [11, 20, 32, 46, 60, 74, 86, 108, 130, 151, 177, 203, 241, 258, 292],
	H: [7, 14, 24, 34, 44, 58, 64, 84, 98, 119, 137, 155, 177, 194, 220]
} as const;
export type PrintLevel = keyof typeof CAPACITY;

/**
 * A quarter of a code may be damaged, and a third where a logo takes the place of some of it: what hangs in shops gets
 * scratched as well.
 */
export const levelFor = (logo: boolean): PrintLevel => (logo ? 'H' : 'Q');

/** Modules along one side of the code of an address; null where it is longer than what is printed. */
export function modulesFor(bytes: number, level: PrintLevel): number | null {
	const at = CAPACITY[level].findIndex((most) => bytes <= most);
	return at === -1 ? null : 21 + 4 * at;
}

/** The usual rule of thumb: a code is read from ten times its width. */
const RULE = 10;
/** What GS1 takes for the smallest module at a till (General Specifications, 5.12.3.1), mm. */
const GOOD_MODULE = 0.396;
/** Four dots of a printer with 300 a inch, the least that Denso Wave recommends, mm. */
const LEAST_MODULE = 0.34;

export interface SizeAdvice {
	/** The code without its quiet zone, mm. */
	readonly side: number;
	readonly module: number;
	/** From how far it is read, cm. */
	readonly reach: number;
	/** How wide it would have to be for the wanted distance, mm. */
	readonly wanted: number;
	readonly verdict: 'good' | 'near' | 'fine-print' | 'too-small';
}

/**
 * @param square side of the code with its quiet zone, mm
 * @param distance from which it is to be read, cm
 */
export function sizeAdvice(square: number, modules: number, distance: number): SizeAdvice {
	const module = square / (modules + 2 * QUIET);
	const side = module * modules;
	const wanted = Math.max((distance * 10) / RULE, modules * GOOD_MODULE);
	return {
		side,
		module,
		reach: (side * RULE) / 10,
		wanted,
		verdict:
			module < LEAST_MODULE
				? 'too-small'
				: module < GOOD_MODULE
					? 'fine-print'
					: side * RULE < distance * 10
						? 'near'
						: 'good'
	};
}
