import * as v from 'valibot';
import {
	channelNames,
	CollectorLimitsSchema,
	collectorStates,
	EmbedSettingsSchema,
	Parameter,
	SurveyContentSchema
} from '#domain/survey/index.ts';
import { metricIds } from '#domain/metrics/index.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

export const SurveySchema = v.object({
	id: v.string(),
	title: v.string(),
	kind: v.pipe(v.string(), v.description('`nps`, `csat`, `ces-ease7`, `ces-effort5` or `custom`.')),
	draft: SurveyContentSchema,
	published: v.pipe(
		v.nullable(v.object({ version: v.number(), content: SurveyContentSchema })),
		v.description('What people are shown now; null before the first publishing.')
	),
	changed: v.pipe(v.boolean(), v.description('The draft is something else than what is published.')),
	newSeries: v.pipe(
		v.array(v.string()),
		v.description('Questions for which publishing begins a new series of numbers.')
	),
	createdAt: Instant,
	updatedAt: Instant
});
export type SurveyView = View<typeof SurveySchema>;

export const CollectorSchema = v.object({
	id: v.string(),
	code: v.string(),
	name: v.pipe(v.nullable(v.string()), v.description('Tells several codes of one touchpoint apart.')),
	answers: v.pipe(v.number(), v.description('Answers that came through it.')),
	url: v.pipe(v.nullable(v.string()), v.description('Address of its page; null for channels without one.')),
	channel: v.picklist(channelNames),
	printable: v.pipe(v.boolean(), v.description('Has a QR code.')),
	surveyId: v.string(),
	surveyTitle: v.string(),
	surveyKind: v.string(),
	surveyChanged: v.pipe(
		v.boolean(),
		v.description('The draft of its survey is something else than what is published.')
	),
	metrics: v.pipe(
		v.array(v.picklist(metricIds)),
		v.description('By which metrics its published questions are measured.')
	),
	touchpointId: v.string(),
	owner: v.pipe(
		v.nullable(v.object({ email: v.string(), name: v.nullable(v.string()) })),
		v.description('Who answers for its place; without a name while nobody with this address is a member.')
	),
	status: v.picklist(collectorStates),
	opensAt: v.nullable(Instant),
	closesAt: v.nullable(Instant),
	limits: v.pipe(CollectorLimitsSchema, v.description('How many answers it takes, and of whom.')),
	embed: v.pipe(
		v.nullable(EmbedSettingsSchema),
		v.description('How it appears on other websites, and on which; null for other channels.')
	),
	parameters: v.pipe(v.array(Parameter), v.description('Which parameters of its address are kept with an answer.')),
	createdAt: Instant
});
export type CollectorView = View<typeof CollectorSchema>;

export const LinkBatchSchema = v.object({
	id: v.string(),
	collectorId: v.string(),
	name: v.nullable(v.string()),
	total: v.number(),
	used: v.pipe(v.number(), v.description('Links that were answered.')),
	parameters: v.pipe(v.array(v.string()), v.description('Names of what its links say besides, in their order.')),
	expiresAt: Instant,
	revokedAt: v.nullable(Instant),
	createdAt: Instant
});
export type LinkBatchView = View<typeof LinkBatchSchema>;

export const LinksMadeSchema = v.object({
	...LinkBatchSchema.entries,
	leftOut: v.pipe(v.number(), v.description('Rows without a link: their customers are not to be asked.'))
});
export type LinksMadeView = View<typeof LinksMadeSchema>;

/** Why a collector does not do what it is there for, or less. */
export const lacks = [
	'not_on_map',
	'no_websites',
	'channel_absent',
	'channel_unreadable',
	'channel_unverified',
	'channel_code'
] as const;
export type Lack = (typeof lacks)[number];

const Share = v.object({ value: v.number(), low: v.number(), high: v.number() });

const StagesSchema = v.object({
	views: v.pipe(v.number(), v.description('Pages that were looked at for a second.')),
	starts: v.pipe(v.number(), v.description('Of those on which somebody began to answer.')),
	answers: v.pipe(v.number(), v.description('Of those that were sent and count.')),
	completion: v.pipe(
		v.nullable(Share),
		v.description('Answers of starts, fractions with the 95 % interval; null while nobody began.')
	),
	since: v.pipe(v.string(), v.description('First day of which it is known.'))
});
export type StagesView = View<typeof StagesSchema>;

/** Which touchpoints of a journey ask, and how. */
export interface JourneyCollectorsView {
	readonly journey: { readonly id: string; readonly title: string };
	/** First day of the window. */
	readonly from: string;
	readonly touchpoints: readonly {
		readonly id: string;
		readonly title: string;
		readonly sceneTitle: string;
		/** False: it was taken from the map, and its ways are still there. */
		readonly onMap: boolean;
		readonly channels: readonly CollectorView['channel'][];
		/** Ways that take answers now. */
		readonly open: number;
		/** Of all ways with a page; null without one. */
		readonly stages: StagesView | null;
		readonly lastAnswerAt: string | null;
	}[];
}

export const TouchpointCollectorsSchema = v.object({
	touchpoint: v.object({ id: v.string(), title: v.string(), journeyId: v.string(), journeyTitle: v.string() }),
	from: v.pipe(v.string(), v.description('First day of the window, in the time zone of the workspace.')),
	tests: v.pipe(v.number(), v.description('Answers of people who tried it out; they count nowhere.')),
	collectors: v.array(
		v.object({
			...CollectorSchema.entries,
			stages: v.pipe(v.nullable(StagesSchema), v.description('null for channels without a page.')),
			answersInWindow: v.number(),
			lastAnswerAt: v.nullable(Instant),
			lacks: v.pipe(v.array(v.picklist(lacks)), v.description('What is missing for it to work as it should.'))
		})
	)
});
export type TouchpointCollectorsView = View<typeof TouchpointCollectorsSchema>;
