export type ContrastGrade = 'A' | 'B' | 'C' | 'D' | 'F';

/** Of symbol contrast (ISO/IEC 15415): the least of each grade. */
const GRADES: readonly (readonly [ContrastGrade, number])[] = [
	['A', 0.7],
	['B', 0.55],
	['C', 0.4],
	['D', 0.2]
];

export interface PrintContrast {
	/** How much more light the paper gives back than the ink, as a share of all. */
	readonly share: number;
	readonly grade: ContrastGrade;
	/** Below C a reader may take it for paper: it is not printed. */
	readonly printable: boolean;
}

/** White paper in a shop, not in a laboratory. */
const PAPER = 0.85;

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/**
 * What a phone sees of a code in this colour on white paper. Ink is never quite as dark as the screen shows it: a twentieth
 * of the light comes back from the blackest.
 * @param color `#rrggbb`
 */
export function printContrast(color: string): PrintContrast {
	const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(color.slice(at, at + 2), 16) / 255)) as [
		number,
		number,
		number
	];
	const ink = 0.05 + (PAPER - 0.05) * (0.2126 * r + 0.7152 * g + 0.0722 * b);
	const share = Math.max(0, PAPER - ink);
	const grade = GRADES.find(([, least]) => share >= least)?.[0] ?? 'F';
	return { share, grade, printable: grade < 'D' };
}
