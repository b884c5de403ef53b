import * as v from 'valibot';
import { channelNames, EmbedSettingsSchema, SurveyContentSchema } from '#domain/survey/index.ts';
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
	status: v.picklist(['open', 'closed', 'expired']),
	closesAt: v.nullable(Instant),
	embed: v.pipe(
		v.nullable(EmbedSettingsSchema),
		v.description('How it appears on other websites, and on which; null for other channels.')
	),
	createdAt: Instant
});
export type CollectorView = View<typeof CollectorSchema>;
