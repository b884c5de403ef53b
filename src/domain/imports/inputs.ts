import * as v from 'valibot';
import { IdSchema } from '../shared/ids.ts';
import { locales } from '../shared/locale.ts';
import { issue, type Issue } from '../shared/result.ts';
import { askKinds, CLOCK_SKEW_MS, CustomerInput, Instant, readComment, SurveyContentSchema } from '../survey/index.ts';

/** Rows that are sent at once. */
export const IMPORT_CHUNK = 500;
export const MAX_IMPORT_ROWS = 200_000;

/** Rows that are asked about at once. */
export const CHECK_CHUNK = 1000;

/** What codes of an import are named after: a shop, an airline. */
export const PLACE_LENGTH = 100;
const PlaceName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(PLACE_LENGTH));
/** Codes of one import, beside those of touchpoints: a file of five hundred shops and ten touchpoints has no more. */
export const MOST_PLACE_CODES = 5_000;

export const StartImport = v.strictObject({
	fileName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255)),
	/** What the scores measure. */
	kind: v.picklist(askKinds),
	/** Rows that will be sent, and those of the file that could not be read: both are accounted for. */
	total: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_IMPORT_ROWS)),
	unreadable: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_IMPORT_ROWS)), 0),
	/** Rows of the file that are left out since they are there already. */
	known: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_IMPORT_ROWS)), 0),
	/** Touchpoints of rows that name no place; without places at least one. */
	touchpointIds: v.pipe(v.array(IdSchema), v.maxLength(500)),
	/** Places that rows name, and at which touchpoint. */
	places: v.optional(
		v.pipe(v.array(v.strictObject({ touchpointId: IdSchema, name: PlaceName })), v.maxLength(MOST_PLACE_CODES)),
		[]
	),
	language: v.picklist(locales),
	/**
	 * The survey whose answers these are: made and published with the import, or used again where one was made so. Its question
	 * of this kind has the id that such questions have. Left out: one with the score and a comment.
	 */
	survey: v.optional(
		v.strictObject({
			title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
			definition: SurveyContentSchema
		})
	)
});

/** One row as it travels. The preview reads every row through it as well: what it calls ready, the server takes. */
const entries = {
	row: v.pipe(v.number(), v.integer(), v.minValue(1)),
	score: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
	submittedAt: v.optional(Instant),
	comment: v.optional(v.string()),
	customer: v.optional(CustomerInput),
	place: v.optional(PlaceName),
	/** To further questions of the run's own survey, by question id. */
	answers: v.optional(v.record(v.pipe(v.string(), v.maxLength(40)), v.union([v.string(), v.number()]))),
	/** Broken off. */
	partial: v.optional(v.boolean()),
	key: v.pipe(v.string(), v.minLength(1), v.maxLength(2100)),
	look: v.optional(v.pipe(v.string(), v.maxLength(100))),
	restore: v.optional(v.boolean())
};
export const ImportRow = v.strictObject({ ...entries, touchpointId: IdSchema });
/** The same while a row is planned; touchpoints are those of the map. */
export const RowToPlan = v.strictObject({ ...entries, touchpointId: v.string() });

/** What a schema cannot say about a row: limits that belong to the survey, and the present. */
export function rowIssues(row: Pick<ImportRowInput, 'comment' | 'submittedAt'>, now?: Date): Issue[] {
	const comment = readComment(row.comment);
	const issues = comment.ok ? [] : comment.issues.map((found) => ({ ...found, path: ['comment'] }));
	const late =
		now !== undefined && row.submittedAt !== undefined && Date.parse(row.submittedAt) > now.getTime() + CLOCK_SKEW_MS;
	return late ? [...issues, issue('in_future', ['submittedAt'])] : issues;
}

/** Rows are read one by one, so that one that is wrong does not refuse the others. */
export const ImportRows = v.strictObject({
	rows: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(IMPORT_CHUNK))
});

/** Rows to look up before they are sent. */
export const CheckRows = v.strictObject({
	kind: v.picklist(askKinds),
	rows: v.pipe(v.array(v.omit(ImportRow, ['customer', 'restore'])), v.minLength(1), v.maxLength(CHECK_CHUNK))
});

export const ListImports = v.strictObject({
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 20)
});

export type ImportRowInput = v.InferOutput<typeof ImportRow>;
