/** Pocock: the same z at every look. O'Brien–Fleming: strict at first, at the end almost as if there were one look. */
export type LookPlan = 'pocock' | 'obrien-fleming';

/**
 * Constants for 1 … 10 equally spaced looks, two sides, 5 % in all.
 * @see Jennison & Turnbull 2000, "Group Sequential Methods", tables 2.1 and 2.3; computed again in the test
 */
const constants: Readonly<Record<LookPlan, readonly number[]>> = {
	pocock: [1.96, 2.178, 2.289, 2.361, 2.413, 2.453, 2.485, 2.512, 2.535, 2.555],
	'obrien-fleming': [1.96, 1.977, 2.004, 2.024, 2.04, 2.053, 2.063, 2.072, 2.08, 2.087]
};

/**
 * The z to take in place of 1.96 at each of so many looks that were planned beforehand (a report every month, say).
 * @param looks 1 … 10, each after the same number of new answers
 * @returns one z per look, the first look first
 * @throws RangeError for a number of looks that is not in the tables
 */
export function plannedLooks(looks: number, plan: LookPlan): number[] {
	const constant = constants[plan][looks - 1];
	if (constant === undefined) throw new RangeError(`no plan for ${looks} looks`);
	return Array.from({ length: looks }, (_, at) =>
		plan === 'pocock' ? constant : constant * Math.sqrt(looks / (at + 1))
	);
}
