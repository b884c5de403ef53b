import * as v from 'valibot';
import { metricIds, settingPlaces } from '#domain/metrics/index.ts';
import type { View } from '#domain/shared/view.ts';
import { channelNames } from '#domain/survey/index.ts';
import { Instant } from './instant.ts';
import { SettingOwnerSchema } from './metric-settings.ts';

const LocalText = v.object({ en: v.optional(v.string()), 'zh-CN': v.optional(v.string()) });
const Day = v.pipe(v.string(), v.isoDate());
const number = v.nullable(v.number());
const Named = v.object({ id: v.string(), title: v.string() });

const PlaceSchema = v.object({
	place: v.picklist(settingPlaces),
	id: v.string(),
	title: v.string(),
	journey: v.pipe(Named, v.description('The map that it is on.'))
});

const Wanted = {
	target: v.pipe(number, v.description('null: as further away.')),
	margin: number,
	owner: v.nullable(SettingOwnerSchema)
};

const ChangeSchema = v.object({
	what: v.pipe(
		v.picklist(['asked', 'target', 'place']),
		v.description(
			'It was asked for the first time; what is wanted of it everywhere; what is wanted of it at one place.'
		)
	),
	at: Instant,
	by: v.pipe(v.nullable(v.string()), v.description('null: the person is gone, or nobody did it by hand.')),
	place: v.nullable(PlaceSchema),
	from: v.nullable(v.object(Wanted)),
	to: v.nullable(v.object(Wanted))
});

export const DictionaryEntrySchema = v.object({
	id: v.pipe(v.string(), v.description('Of the locked definition; its place on the page is `/metrics#<id>`.')),
	metric: v.picklist(metricIds),
	wording: v.pipe(LocalText, v.description('The question as it was asked.')),
	scale: v.object({ min: v.number(), max: v.number() }),
	direction: v.picklist(['high', 'low']),
	valueKind: v.picklist(['nps', 'share', 'mean']),
	hits: v.pipe(
		v.nullable(v.object({ from: v.number(), to: v.number() })),
		v.description('Scores that are counted as hits; null: there is no such share.')
	),
	misses: v.nullable(v.object({ from: v.number(), to: v.number() })),
	asked: v.pipe(v.boolean(), v.description('Somewhere somebody can answer it now.')),
	since: v.pipe(v.nullable(Day), v.description('First day on which it was asked.')),
	replaces: v.pipe(v.array(v.string()), v.description('Definitions whose place it took; never added to it.')),
	n: v.pipe(v.number(), v.description('Answers in the window.')),
	all: v.pipe(v.number(), v.description('Answers there are at all.')),
	value: number,
	low: number,
	high: number,
	surveys: v.pipe(v.array(Named), v.description('Where the answers come from.')),
	channels: v.array(v.picklist(channelNames)),
	touchpoints: v.number(),
	journeys: v.pipe(v.array(Named), v.description('Maps on which it is asked, or was.')),
	target: v.number(),
	margin: v.number(),
	places: v.pipe(
		v.array(v.object({ ...PlaceSchema.entries, ...Wanted })),
		v.description('Where something else is wanted of it, or somebody answers for it.')
	),
	changes: v.pipe(v.array(ChangeSchema), v.description('The latest first.')),
	seen: v.pipe(
		v.array(v.object({ n: v.number(), fall: number, ofMargin: v.number() })),
		v.description(
			'What two windows of n answers each can show: the smallest fall that is found in four of five cases, and how often one by the margin is. Empty while too few have answered.'
		)
	)
});
export type DictionaryEntry = View<typeof DictionaryEntrySchema>;
export type DictionaryChange = DictionaryEntry['changes'][number];

/** A question for a number: what its figures mean. */
export const DictionaryNumberSchema = v.object({
	id: v.pipe(v.string(), v.description('Of the locked definition; its place on the page is `/metrics#<id>`.')),
	wording: v.pipe(LocalText, v.description('The question as it was asked.')),
	unit: LocalText,
	min: v.pipe(number, v.description('What an answer is at least; null: open.')),
	max: number,
	asked: v.pipe(v.boolean(), v.description('Somewhere somebody can answer it now.')),
	since: v.pipe(v.nullable(Day), v.description('First day on which it was asked.')),
	replaces: v.pipe(v.array(v.string()), v.description('Definitions whose place it took; never added to it.')),
	n: v.pipe(v.number(), v.description('Answers in the window.')),
	median: v.pipe(number, v.description('null when too few answered to show it.')),
	p10: number,
	p90: number,
	mean: number,
	low: number,
	high: number,
	surveys: v.pipe(v.array(Named), v.description('Where the answers come from.')),
	channels: v.array(v.picklist(channelNames)),
	touchpoints: v.number()
});
export type DictionaryNumber = View<typeof DictionaryNumberSchema>;

export const DictionarySchema = v.object({
	window: v.object({ from: Day, to: Day, timeZone: v.string() }),
	minN: v.number(),
	entries: v.array(DictionaryEntrySchema),
	numbers: v.pipe(
		v.array(DictionaryNumberSchema),
		v.description('Questions for numbers that people type; they have no target, and nothing is judged by them.')
	)
});
/** What every number means. */
export type DictionaryView = View<typeof DictionarySchema>;
