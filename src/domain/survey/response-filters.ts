import * as v from 'valibot';
import { metricIds } from '../metrics/index.ts';
import { IdSchema } from '../shared/ids.ts';
import { locales } from '../shared/locale.ts';
import { visibleOrNothing } from '../shared/visible.ts';
import { markReasons } from './marks.ts';

/** What the mark of an answer may be asked to be: none, any, any that the numbers go without, or a reason. */
export const markFilters = ['none', 'any', 'left-out', ...markReasons] as const;

/** A word of the team on answers. */
export const Tag = v.pipe(
	v.string(),
	v.trim(),
	v.transform(visibleOrNothing),
	v.minLength(1),
	v.maxLength(40),
	v.description('1–40 characters.')
);

/**
 * By what answers are chosen beside survey, touchpoint, code, channel and days. Each is text, as an address has it, so that
 * page, API and export read the same.
 */
export const moreResponseFilters = {
	place: v.optional(
		v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100), v.description('Name of codes, or the id of one.'))
	),
	language: v.optional(v.picklist(locales)),
	version: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/), v.description('Of the survey that was shown.'))),
	metric: v.optional(v.pipe(v.picklist(metricIds), v.description('Answers that have a score of it.'))),
	score: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,2}-\d{1,2}$/),
			v.description('Lowest and highest score, as `0-6`; of `metric` when given.')
		)
	),
	mark: v.optional(v.picklist(markFilters)),
	tag: v.optional(Tag),
	words: v.optional(v.pipe(v.literal('yes'), v.description('Only answers in which something was written.'))),
	text: v.optional(
		v.pipe(
			v.string(),
			v.trim(),
			v.minLength(1),
			v.maxLength(100),
			v.description('Occurs in what was written; case does not matter.')
		)
	),
	customerId: v.optional(IdSchema)
};
