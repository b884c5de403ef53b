import { delighted } from './delighted.ts';
import { formbricks } from './formbricks.ts';
import { googleForms } from './google-forms.ts';
import { limesurvey, limesurveyVv } from './limesurvey.ts';
import { qualtrics } from './qualtrics.ts';
import type { Recognised, Shape, ShapeName } from './shape.ts';
import { surveymonkey } from './surveymonkey.ts';
import { typeform } from './typeform.ts';
import { wayfelt } from './wayfelt.ts';
import { wjx } from './wjx.ts';

/** Every export that is known. A new one is one file and one line here; `all-shapes.test.ts` runs through it at once. */
export const shapes = {
	qualtrics,
	surveymonkey,
	limesurvey,
	'limesurvey-vv': limesurveyVv,
	wjx,
	'google-forms': googleForms,
	typeform,
	formbricks,
	delighted,
	wayfelt
} as const satisfies Record<ShapeName, Shape>;

/** No tool's export of a survey is wider; what is would take long to look at. */
const MOST_COLUMNS = 2000;

/** Less sure than this is a guess. */
const SURE_ENOUGH = 0.5;

/**
 * Whose export a table is, by its header and first rows.
 * @param lines all rows of the file, header rows too
 * @returns null when it is none that is known: nothing is guessed
 */
export function recognise(lines: readonly (readonly string[])[]): Recognised | null {
	if (lines.length < 1 || lines.slice(0, 4).some((line) => line.length > MOST_COLUMNS)) return null;
	const found = Object.values(shapes).flatMap((shape: Shape) => shape.read(lines) ?? []);
	const best = found.reduce<Recognised | null>((a, b) => (a !== null && a.sure >= b.sure ? a : b), null);
	return best !== null && best.sure >= SURE_ENOUGH ? best : null;
}

/** How many rows below the header are whole, partial, and nobody's answers. */
export function countFates(
	{ headerRows, fate }: Recognised,
	lines: readonly (readonly string[])[]
): { complete: number; partial: number; leftOut: number } {
	const counts = { complete: 0, partial: 0, leftOut: 0 };
	for (const line of lines.slice(headerRows)) {
		const what = fate(line);
		if (what === 'complete' || what === 'partial') counts[what]++;
		else counts.leftOut++;
	}
	return counts;
}
