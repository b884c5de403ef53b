import { fail, issue, ok, type Result } from '../../shared/result.ts';
import type { AskedSurvey } from './asked.ts';
import { qsf } from './qsf.ts';
import { surveyjs } from './surveyjs.ts';
import { surveyOf, type MadeSurvey } from './to-content.ts';

export * from './asked.ts';
export * from './from-export.ts';
export { surveyOf, type Change, type MadeSurvey } from './to-content.ts';

/** Every form in which surveys come from elsewhere. A new one is one file and one line here. */
const readers = { qsf, surveyjs } as const satisfies Record<string, (input: unknown) => AskedSurvey | null>;
export type DefinitionFormat = keyof typeof readers;
export const definitionFormats = Object.keys(readers) as DefinitionFormat[];

/** A survey that was read from its file; it has something to ask. */
export type ReadDefinition = Omit<MadeSurvey, 'ids'> & {
	readonly format: DefinitionFormat;
	readonly definition: NonNullable<MadeSurvey['definition']>;
};

/**
 * A survey made elsewhere, from the text of its file.
 * @param fallback title when it has none
 * @returns the survey with a list of what is not as it was, or one issue: `malformed_json`, `unknown_format`, `nothing_askable`
 */
export function readDefinition(text: string, fallback: string): Result<ReadDefinition> {
	let input: unknown;
	try {
		input = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		return fail(issue('malformed_json'));
	}
	for (const format of definitionFormats) {
		const asked = readers[format](input);
		if (asked === null) continue;
		const { ids: _, ...made } = surveyOf(asked, fallback);
		return made.definition === null
			? fail(issue('nothing_askable'))
			: ok({ ...made, definition: made.definition, format });
	}
	return fail(issue('unknown_format'));
}
