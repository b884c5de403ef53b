/** Size of a small line, board pixels. */
export const LINE = { width: 48, height: 16 } as const;
/** Values that differ by less than this part of what they could are drawn almost level: noise is no mountain. */
const LEAST = 0.25;

/**
 * A small line through values of a touchpoint, as an SVG path; a step without one breaks it. Null where there are not two
 * of them.
 * @param limits lowest and highest value there could be
 */
export function linePath(
	values: readonly (number | null)[],
	limits: readonly [min: number, max: number]
): string | null {
	const known = values.filter((value) => value !== null);
	if (known.length < 2) return null;
	const [low, high] = [Math.min(...known), Math.max(...known)];
	const span = Math.max(high - low, LEAST * (limits[1] - limits[0]));
	const middle = (low + high) / 2;
	const round = (value: number) => Math.round(value * 10) / 10;
	const x = (at: number) => round((at / (values.length - 1)) * LINE.width);
	const y = (value: number) => round(LINE.height / 2 - ((value - middle) / span) * (LINE.height - 4));
	return values
		.map((value, at) => {
			if (value === null) return '';
			const begins = at === 0 || values[at - 1] === null;
			// A value by itself is a dot.
			const alone = begins && (at === values.length - 1 || values[at + 1] === null);
			return `${begins ? 'M' : 'L'}${x(at)} ${y(value)}${alone ? 'h.1' : ''}`;
		})
		.join('');
}
