import * as v from 'valibot';
import { IdSchema } from '../shared/ids.ts';
import { locales } from '../shared/locale.ts';
import { printContrast } from './contrast.ts';
import { formatNames } from './formats.ts';

/** The longest list that is read: 5,000 lines of 200 letters. */
export const MAX_LIST = 1_000_000;

export const PlaceCodes = v.strictObject({
	surveyId: IdSchema,
	list: v.pipe(
		v.string(),
		v.maxLength(MAX_LIST),
		v.description(
			'Places, one a line, as CSV or one name each; at most 5,000. The first line may name the columns: `name`, `shop`, `counter`, `table`, `staff`, `owner` (an e-mail address).'
		)
	),
	skipWrong: v.optional(
		v.pipe(
			v.boolean(),
			v.description('Goes on with the lines that are right. Else nothing is made while one is wrong.')
		),
		false
	)
});

/** As many codes as one file holds: it is drawn in a few seconds, and nobody waits longer for a page of theirs. */
export const MAX_PRINTED = 500;
/** A logo, as base64. */
export const MAX_LOGO = 400_000;

const Line = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most), v.regex(/^[^\p{Cc}]*$/u));

export const logoKinds = ['svg', 'png', 'jpeg'] as const;

export const PrintSheet = v.strictObject({
	collectorIds: v.pipe(
		v.array(IdSchema),
		v.maxLength(MAX_PRINTED),
		v.description('Which codes, in this order. None: a sample whose code leads nowhere.')
	),
	format: v.pipe(v.picklist(formatNames), v.description('Paper: a page, a folded one, or labels on A4.')),
	lang: v.pipe(v.picklist(locales), v.description('Which the file says it is in.')),
	words: v.pipe(
		v.strictObject({
			call: Line(80),
			more: Line(120),
			second: Line(120),
			scan: Line(40),
			typed: Line(60),
			foot: Line(240)
		}),
		v.description('What stands beside the code, in any language whose letters the font has.')
	),
	color: v.pipe(
		v.string(),
		v.regex(/^#[0-9a-f]{6}$/),
		v.check((color) => printContrast(color).printable, 'contrast'),
		v.description(
			'Of the headline and the frame, and of the code where `colored`. What is too pale to be read is refused.'
		)
	),
	colored: v.pipe(v.boolean(), v.description('The code is printed in that colour too, not in black.')),
	logo: v.pipe(
		v.nullable(
			v.strictObject({
				kind: v.picklist(logoKinds),
				data: v.pipe(v.string(), v.maxLength(MAX_LOGO), v.base64())
			})
		),
		v.description('In the middle of each code: SVG, PNG or JPEG, as base64.')
	),
	distance: v.pipe(
		v.number(),
		v.integer(),
		v.minValue(5),
		v.maxValue(1000),
		v.description('From how far it is scanned, cm: stands small on the page.')
	),
	first: v.optional(
		v.pipe(
			v.number(),
			v.integer(),
			v.minValue(0),
			v.maxValue(64),
			v.description('Labels of the first page that are gone already.')
		),
		0
	)
});
export type PrintSheetInput = v.InferOutput<typeof PrintSheet>;
