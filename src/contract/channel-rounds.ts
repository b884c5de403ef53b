import * as v from 'valibot';
import { leftOutReasons, roundWays } from '#domain/channels/rounds.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

const Counts = v.object({
	waiting: v.number(),
	sending: v.number(),
	sent: v.number(),
	arrived: v.number(),
	failed: v.number(),
	unknown: v.number()
});

export const ChannelRoundSchema = v.object({
	id: v.string(),
	way: v.picklist(roundWays),
	isTest: v.boolean(),
	surveyTitle: v.string(),
	occasion: v.string(),
	state: v.picklist(['running', 'stopped', 'done']),
	stopCode: v.nullable(v.string()),
	resumeAt: v.nullable(Instant),
	createdAt: Instant,
	counts: Counts
});
export type ChannelRoundView = View<typeof ChannelRoundSchema>;

export const RoundMessageSchema = v.object({
	id: v.string(),
	tail: v.string(),
	state: v.picklist(['waiting', 'sending', 'sent', 'arrived', 'failed', 'unknown']),
	code: v.nullable(v.string()),
	settledAt: v.nullable(Instant)
});

export const RoundDetailSchema = v.object({ ...ChannelRoundSchema.entries, messages: v.array(RoundMessageSchema) });
export type RoundDetailView = View<typeof RoundDetailSchema>;

const Person = v.object({
	person: v.pipe(v.string(), v.description('Says nothing of who it is.')),
	tail: v.pipe(v.string(), v.description('The end of what the platform calls them.')),
	heardAt: Instant,
	contact: v.boolean(),
	leftOut: v.nullable(v.picklist(leftOutReasons))
});
export type RoundPerson = View<typeof Person>;

/** What a page needs to put a round together. */
export const RoundPlanSchema = v.object({
	ways: v.array(v.object({ way: v.picklist(roundWays), isMissing: v.boolean() })),
	way: v.picklist(roundWays),
	recentDays: v.number(),
	heardDays: v.nullable(v.number()),
	isReady: v.pipe(v.boolean(), v.description('false: what it takes to ask the platform is not set.')),
	surveys: v.array(
		v.object({ code: v.string(), survey: v.string(), touchpoint: v.string(), name: v.nullable(v.string()) })
	),
	templates: v.array(
		v.object({
			id: v.string(),
			title: v.string(),
			fields: v.array(v.object({ name: v.string(), label: v.string() }))
		})
	),
	templatesAt: v.pipe(v.nullable(Instant), v.description('When the platform named them.')),
	templateId: v.pipe(v.string(), v.description('Of a subscription message: whom the people agreed to.')),
	templatesCode: v.pipe(v.nullable(v.string()), v.description('Why the platform did not name its templates.')),
	senders: v.array(v.string()),
	facts: v.object({ workspace: v.string(), now: v.string() }),
	newest: v.pipe(v.nullable(v.string()), v.description('The round that was begun last; sent along with the form.')),
	total: v.number(),
	chosen: v.number(),
	leftOut: v.array(v.object({ reason: v.picklist(leftOutReasons), n: v.number() })),
	people: v.pipe(v.array(Person), v.description('Who was heard of last, first; some of them.')),
	rounds: v.array(ChannelRoundSchema)
});
export type RoundPlanView = View<typeof RoundPlanSchema>;
