import * as v from 'valibot';
import { NewPasswordSchema } from '../access/inputs.ts';
import { metricIds } from '../metrics/index.ts';
import { IdSchema } from '../shared/ids.ts';
import { locales } from '../shared/locale.ts';
import { visibleOrNothing } from '../shared/visible.ts';
import { channelNames, comparisons, periods } from '../survey/index.ts';

/** Links to the heatmap: what they show, and who may look. Forms, API and OpenAPI share these. */

/** How long a wall shows one journey, seconds. */
export const WALL_SECONDS = { least: 5, most: 600, usual: 20 } as const;
const MOST_JOURNEYS = 200;

const day = v.pipe(v.string(), v.isoDate());
const optional = <S extends v.GenericSchema>(schema: S, says: string) =>
	v.optional(v.pipe(v.nullable(schema), v.description(says)));

/** What a link shows. What is left out is not narrowed. */
export const ShownInput = v.pipe(
	v.strictObject({
		view: v.optional(
			v.pipe(
				v.picklist(['journeys', 'departments']),
				v.description('By what the numbers are laid out; the link stays at it. Journeys × scenes when left out.')
			)
		),
		period: v.optional(v.picklist(periods)),
		from: optional(day, 'Days of one’s own, with `to`, in place of a period.'),
		to: optional(day, 'The last of them.'),
		compare: v.optional(v.picklist(comparisons)),
		metric: optional(v.picklist(metricIds), 'Chosen when it is opened; visitors may choose another.'),
		channel: optional(v.picklist(channelNames), 'The link stays within it.'),
		language: optional(v.picklist(locales), 'The link stays within it; not together with a channel.'),
		place: optional(
			v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
			'What codes are named after; the link stays within it. Not together with a channel or a language.'
		),
		department: optional(IdSchema, 'The link stays within it and those below it.'),
		journeys: optional(
			v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(MOST_JOURNEYS)),
			'The link stays within them; a wall goes from one to the next in this order. All of them when left out.'
		),
		seconds: v.optional(
			v.pipe(
				v.number(),
				v.integer(),
				v.minValue(WALL_SECONDS.least),
				v.maxValue(WALL_SECONDS.most),
				v.description('How long a wall shows one journey.')
			),
			WALL_SECONDS.usual
		)
	}),
	v.check(({ from, to }) => (from ?? null) === null || (to ?? null) === null || from! <= to!, 'wrong_way_round'),
	v.check(({ from, to }) => ((from ?? null) === null) === ((to ?? null) === null), 'required'),
	v.check(({ channel, language, place }) => [channel, language, place].filter(Boolean).length < 2, 'not_together')
);
export type Shown = v.InferOutput<typeof ShownInput>;

const name = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(120),
	v.regex(/^[^\p{Cc}]*$/u),
	v.transform(visibleOrNothing),
	v.transform((text) => (text === '' ? null : text))
);
const expiresAt = v.pipe(
	v.nullable(v.pipe(v.string(), v.isoTimestamp())),
	v.description('null: until it is withdrawn.')
);
const password = v.pipe(v.nullable(NewPasswordSchema), v.description('null: whoever has the link may look.'));

export const ShareLinkInput = v.strictObject({
	name: v.optional(v.pipe(v.nullable(name), v.description('For whom, or for what, it is.'))),
	shown: v.optional(ShownInput, {}),
	password: v.optional(password),
	expiresAt: v.optional(expiresAt)
});

export const ShareLinkUpdateInput = v.strictObject({
	name: v.optional(v.nullable(name)),
	password: v.optional(password),
	expiresAt: v.optional(expiresAt)
});
