import * as v from 'valibot';
import { metricIds } from '../metrics/index.ts';
import { isEmail } from '../shared/email.ts';
import { IdSchema } from '../shared/ids.ts';
import { locales } from '../shared/locale.ts';
import { hasVisible, visibleOrNothing } from '../shared/visible.ts';
import { channelNames, pageChannels } from './channels/all-channels.ts';
import { comparisons } from './comparisons.ts';
import { askKinds, MAX_QUESTIONS, SurveyContentSchema } from './content.ts';
import { EmbedSettingsSchema } from './embed.ts';
import { CollectorLimitsSchema } from './limits.ts';
import { PARAMETER_LENGTH, Parameters } from './parameters.ts';
import { moreResponseFilters, Tag } from './response-filters.ts';
import { answerTypes, type AnswerValue as Value } from './questions/all-questions.ts';

/** Strict shapes of what the survey, collector, response and result services take; the API and its OpenAPI share them. */

const Title = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1),
	v.maxLength(200),
	v.transform(visibleOrNothing),
	v.minLength(1)
);
/** In the calendar, and in years that a clock has shown or will: the 31st of February is refused, not moved to March. */
const isDay = (day: string): boolean => {
	const ms = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day) && day >= '1970' && day < '3000';
};
export const Instant = v.pipe(
	v.string(),
	v.isoTimestamp(),
	v.check((instant) => isDay(instant.slice(0, 10)) && !Number.isNaN(Date.parse(instant)))
);
/** `YYYY-MM-DD`, a day in the workspace's time zone. */
const Day = v.pipe(v.string(), v.isoDate(), v.check(isDay));
const Limit = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50);
const Cursor = v.pipe(v.string(), v.maxLength(200));

const Channel = v.picklist(channelNames);

/** Windows that go by a name: the last n days, or everything. Days that are given win over it. */
export const periods = ['7', '30', '90', '365', 'all'] as const;
export type PeriodName = (typeof periods)[number];

export const CreateSurvey = v.variant('kind', [
	v.strictObject({ title: Title, kind: v.picklist(askKinds) }),
	v.strictObject({ title: Title, kind: v.literal('custom'), definition: SurveyContentSchema })
]);

export const ListSurveys = v.strictObject({
	/** Only these. */
	ids: v.optional(v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(200))),
	limit: Limit,
	cursor: v.optional(Cursor)
});

export const UpdateDraft = v.strictObject({ title: v.optional(Title), content: v.optional(SurveyContentSchema) });

export const Ask = v.strictObject({
	journeyId: IdSchema,
	touchpointId: IdSchema,
	kind: v.picklist(askKinds),
	channel: v.optional(v.picklist(pageChannels), 'qr')
});

/** Tells codes of one touchpoint apart: counter 1, counter 2. */
const CollectorName = v.pipe(
	v.string(),
	v.trim(),
	v.minLength(1),
	v.maxLength(100),
	v.regex(/^[^\p{Cc}]*$/u),
	v.check(hasVisible)
);

export const CreateCollector = v.strictObject({
	surveyId: IdSchema,
	touchpointId: IdSchema,
	channel: Channel,
	name: v.optional(v.nullable(CollectorName))
});

export const ListCollectors = v.strictObject({
	journeyId: v.optional(IdSchema),
	touchpointId: v.optional(IdSchema),
	surveyId: v.optional(IdSchema)
});

/** Every way in which a touchpoint asks, with what came of each in these days. */
export const TouchpointCollectors = v.strictObject({ period: v.optional(v.picklist(periods), '30') });

/** Whoever answers for a place, by e-mail address: nobody need have an account yet. */
const Owner = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.check(isEmail, 'email'));

export const UpdateCollector = v.strictObject({
	/** null takes the name away. */
	name: v.optional(v.nullable(CollectorName)),
	/** null takes the owner away. */
	owner: v.optional(v.nullable(Owner)),
	status: v.optional(v.picklist(['open', 'paused', 'closed'])),
	/** Until then nobody can answer; null takes the beginning away. */
	opensAt: v.optional(v.nullable(Instant)),
	/** From then on nobody can answer; null takes the end away. */
	closesAt: v.optional(v.nullable(Instant)),
	/** How many answers it takes, and of whom. */
	limits: v.optional(CollectorLimitsSchema),
	/** How it appears on other websites, and on which; only for the channel `embed`. */
	embed: v.optional(EmbedSettingsSchema),
	/** Which parameters of its address are kept with an answer; only for channels with a page. */
	parameters: v.optional(Parameters)
});

/** Gives all codes of a place one owner, or none. */
export const ChangePlace = v.strictObject({ name: CollectorName, owner: v.nullable(Owner) });

/** Names by which a customer is known; at least one when a customer is given. */
export const CustomerInput = v.pipe(
	v.strictObject({
		externalId: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))),
		email: v.optional(v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254))),
		phone: v.optional(
			v.pipe(
				v.string(),
				v.trim(),
				v.regex(/^\+?[0-9][0-9 ().-]{4,30}$/),
				v.transform((phone) => phone.replace(/[^+0-9]/g, ''))
			)
		),
		name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)))
	}),
	v.check(
		(customer) => customer.externalId !== undefined || customer.email !== undefined || customer.phone !== undefined,
		'customer_unnamed'
	)
);

/** A record takes a list for one with numbers as its names: it is tried after all that are no records. */
const recordsLast = [...answerTypes].sort(
	(a, b) => Number(a.schema.type === 'record') - Number(b.schema.type === 'record')
);

/** Every shape that a stored answer can have. */
export const AnswerValueSchema = v.union(recordsLast.map(({ schema }) => schema)) as v.GenericSchema<Value>;
/** What a program sends: scores may come as texts, and null means left out. Which are right, the question's kind says. */
const SentAnswer = v.union([AnswerValueSchema, v.string(), v.null()]);
/** What a form sends: texts, several where a field is there several times, by name where a question has several fields. */
const Texts = v.union([v.string(), v.array(v.string())]);
const PostedAnswer = v.union([SentAnswer, Texts, v.record(v.pipe(v.string(), v.maxLength(60)), Texts)]);

export const RecordResponse = v.strictObject({
	collectorCode: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	/** Made by the sender, so that sending it again counts once. */
	id: v.optional(IdSchema),
	/** When the person answered; the present when left out. */
	submittedAt: v.optional(Instant),
	language: v.optional(v.picklist(locales)),
	/** Broken off: nothing is required then, what was answered counts, and the response says so. */
	partial: v.optional(v.boolean()),
	answers: v.record(v.pipe(v.string(), v.maxLength(40)), SentAnswer),
	customer: v.optional(CustomerInput),
	/** By the names that the collector declares; another one, or a value of another kind, is refused. */
	parameters: v.optional(
		v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(PARAMETER_LENGTH)))
	)
});
export type RecordResponseInput = v.InferOutput<typeof RecordResponse>;

/** A sender's clock may run ahead by this much. */
export const CLOCK_SKEW_MS = 5 * 60_000;

export const MAX_BATCH = 1000;

/** Rows are parsed one by one, so that one bad row does not refuse the others. */
export const RecordBatch = v.pipe(v.array(v.unknown()), v.maxLength(MAX_BATCH));

const responseFilters = {
	journeyId: v.optional(IdSchema),
	touchpointId: v.optional(IdSchema),
	surveyId: v.optional(IdSchema),
	collectorId: v.optional(IdSchema),
	channel: v.optional(Channel),
	from: v.optional(Day),
	to: v.optional(Day),
	...moreResponseFilters
};
/** `options`: `no` for one column a question, also where its kind has one for each of its options. */
export const ExportResponses = v.strictObject({ ...responseFilters, options: v.optional(v.picklist(['yes', 'no'])) });
export const ListResponses = v.strictObject({
	...responseFilters,
	limit: Limit,
	cursor: v.optional(Cursor),
	/** So many answers on from there, for whoever scrolls far at once. */
	skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)), 0),
	/** Only answers that had arrived by then: a list that stays as it was while new ones come. */
	asOf: v.optional(Instant)
});
/** What is to be known of the answers that a filter chooses. */
export const SumUpResponses = v.strictObject({ ...responseFilters, asOf: v.optional(Instant) });
/** Answers that arrived after then. */
export const NewerResponses = v.strictObject({ ...responseFilters, after: Instant });
export const ChosenResponses = v.strictObject(responseFilters);
export type ResponseFilters = v.InferOutput<typeof ChosenResponses>;

/** What the respondent page sends; only the code is beyond doubt, the rest comes from a stranger's browser. */
export const SubmitResponse = v.strictObject({
	code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	responseId: IdSchema,
	/** Of the form (answers/ticket.ts). */
	ticket: v.optional(v.pipe(v.string(), v.maxLength(100))),
	/** Who looks at it, as we sealed it (answers/visitor-seal.ts). */
	who: v.optional(v.pipe(v.string(), v.maxLength(3000))),
	/** What the address said besides; what of it is kept, the collector says. */
	parameters: v.optional(v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.maxLength(1000)))),
	/** Version of the survey that the page showed. */
	version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
	language: v.picklist(locales),
	/** Without script a survey with branches comes page by page: which page this is of, from 0. Left out: all that was answered. */
	step: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_QUESTIONS))),
	/** The page before is wanted, nothing is answered. */
	back: v.optional(v.boolean()),
	/** Somebody tries the survey out: kept, and never counted. */
	test: v.optional(v.boolean()),
	/** Given on a kiosk: the page that the ticket is of, and when, by the clock there. */
	kiosk: v.optional(v.strictObject({ page: IdSchema, at: Instant })),
	answers: v.record(v.pipe(v.string(), v.maxLength(40)), PostedAnswer)
});

/** So many answers a kiosk hands in at once. */
export const KIOSK_BATCH = 20;

/** What a kiosk hands in: answers that waited there, and how far those came who did not answer. */
export const KioskBatch = v.strictObject({
	items: v.pipe(
		v.array(
			v.strictObject({
				id: IdSchema,
				at: Instant,
				page: IdSchema,
				ticket: v.pipe(v.string(), v.maxLength(100)),
				version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
				language: v.picklist(locales),
				test: v.optional(v.boolean()),
				began: v.boolean(),
				/** Fields of its form; null: nobody answered. */
				fields: v.nullable(v.pipe(v.array(v.tuple([v.string(), v.string()])), v.maxLength(500)))
			})
		),
		v.maxLength(KIOSK_BATCH)
	)
});

/** A name that codes have, or the id of one. */
const Place = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));

/** In which answers were given; not together with a channel or a place. */
const Language = v.picklist(locales);

const windowOf = { from: v.optional(Day), to: v.optional(Day) };
/** Ids, comma-separated in an address. */
const IdList = (most: number) =>
	v.pipe(
		v.union([
			v.array(IdSchema),
			v.pipe(
				v.string(),
				v.transform((text) => text.split(','))
			)
		]),
		v.array(IdSchema),
		v.minLength(1),
		v.maxLength(most)
	);
export const JourneyResults = v.strictObject({
	...windowOf,
	period: v.optional(v.picklist(periods)),
	compare: v.optional(v.picklist(comparisons)),
	metric: v.optional(v.picklist(metricIds)),
	channel: v.optional(Channel),
	place: v.optional(Place),
	language: v.optional(Language),
	/** Scenes and the journey add up only touchpoints that one of these departments owns; comma-separated in an address. */
	departments: v.optional(IdList(200))
});
/** Touchpoints whose cards are seen, over time. */
export const Lines = v.strictObject({
	...v.omit(JourneyResults, ['compare', 'departments']).entries,
	touchpoints: IdList(100)
});
/** The same answers of every journey. */
export const Heatmap = JourneyResults;
/** Places side by side, by one series: the one that is named, else the metric's with most answers at places. */
export const Places = v.strictObject({
	...v.omit(JourneyResults, ['place', 'compare']).entries,
	definition: v.optional(IdSchema)
});
/** What a board asks to be told of; the filter is read by `JourneyResults`, and refused by name. */
export const FollowNumbers = v.object({ ask: v.pipe(v.number(), v.integer()), filter: v.unknown() });
export const Trend = v.strictObject({
	...windowOf,
	period: v.optional(v.picklist(periods)),
	channel: v.optional(Channel),
	place: v.optional(Place),
	language: v.optional(Language)
});
export const Comments = v.strictObject({
	/** Of all days unless some are given. */
	...Trend.entries,
	/** Only comments that came with this series; all of them when left out. */
	definition: v.optional(IdSchema),
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 20)
});

export const ListMarked = v.strictObject({
	...windowOf,
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 100)
});
/** What becomes of marked answers: those named, or all of the touchpoint (in the window). */
export const DecideMarked = v.strictObject({
	leftOut: v.boolean(),
	ids: v.optional(v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(1000))),
	...windowOf
});

/** In a sentence, for whoever asks later. */
const Why = v.pipe(v.string(), v.trim(), v.transform(visibleOrNothing), v.minLength(1), v.maxLength(500));
const someResponses = v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(1000));
/** Answers that are left out of the numbers, or taken back in, wherever they were given. */
export const DecideResponses = v.strictObject({ ids: someResponses, leftOut: v.boolean(), why: v.optional(Why) });
export const TagResponses = v.strictObject({
	ids: someResponses,
	add: v.optional(v.pipe(v.array(Tag), v.maxLength(20)), []),
	remove: v.optional(v.pipe(v.array(Tag), v.maxLength(20)), [])
});
export const CreateResponseView = v.strictObject({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80), v.transform(visibleOrNothing), v.minLength(1)),
	query: v.pipe(v.string(), v.maxLength(2000))
});
/** What an answer is corrected to, read like what a form sends; and why. */
export const CorrectResponse = v.strictObject({
	answers: v.record(v.pipe(v.string(), v.maxLength(40)), PostedAnswer),
	why: Why
});
