import * as v from 'valibot';

/** Messages that somebody sends to many people of a channel at once: what is said, to whom, and to whom not. */

/** Subscription messages: the account's (订阅通知), its older ones (一次性订阅消息), the mini program's (小程序订阅消息). */
export const consentWays = ['notice', 'once', 'mini'] as const;
export type ConsentWay = (typeof consentWays)[number];
export const roundWays = ['template', 'chat', 'customer', ...consentWays] as const;
export type RoundWay = (typeof roundWays)[number];

/** Reaches only those who agreed to it. */
export const isConsentWay = (way: RoundWay): way is ConsentWay => consentWays.some((one) => one === way);
/** What is said stands in fields of a template. */
export const hasTemplate = (way: RoundWay): boolean => way === 'template' || isConsentWay(way);

/** Where the value of a template's field comes from. */
export const fieldSources = ['text', 'survey', 'touchpoint', 'workspace', 'now', 'heard'] as const;
export type FieldSource = (typeof fieldSources)[number];

export interface FieldValue {
	readonly source: FieldSource;
	/** For `text`. */
	readonly text: string;
}

/** What may stand in a field. */
export interface FieldFacts {
	readonly survey: string;
	readonly touchpoint: string;
	readonly workspace: string;
	/** As the platform wants times: `2026-11-22 09:30`. */
	readonly now: string;
	/** When the person was last heard of. */
	readonly heard: string;
}

/** Longest of kinds that hold our own titles; longer ones are cut. */
const MOST: Readonly<Record<string, number>> = {
	...{ thing: 20, character_string: 32, name: 20, const: 20, phrase: 5 },
	// Of the older subscription messages, which have two fields of their own.
	...{ title: 15, content: 200 }
};

/** What a field says to somebody. */
export function fieldValue(name: string, { source, text }: FieldValue, facts: FieldFacts): string {
	if (source === 'text') return text.trim();
	const letters = [...facts[source]];
	const most = MOST[name.replace(/\d+$/, '')] ?? 200;
	return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}

/** `2026-11-22 09:30` in a time zone. */
export function minuteIn(timeZone: string, at: Date): string {
	const parts = new Intl.DateTimeFormat('en', {
		...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
		hourCycle: 'h23'
	}).formatToParts(at);
	const part = (type: string): string => parts.find((one) => one.type === type)!.value;
	return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** Why somebody is not written to, the first that applies. */
export const leftOutReasons = ['no_contact', 'listed', 'left', 'asked', 'window', 'older'] as const;
export type LeftOut = (typeof leftOutReasons)[number];

export interface Reachable {
	readonly follows: boolean;
	readonly contact: boolean;
	/** The workspace's list of those who are not to be asked has the customer they are. */
	readonly isListed: boolean;
	readonly heardAt: Date;
	/** When they were last asked by us; null: not within what is kept. */
	readonly askedAt: Date | null;
	/** May be written to in the chat just now. */
	readonly isOpen: boolean;
}

export interface RoundFilter {
	readonly way: RoundWay;
	/** Who was asked within so many days is left out. */
	readonly recentDays: number;
	/** Who was last heard of before so many days is left out; null: nobody for that. */
	readonly heardDays: number | null;
	/** Of a subscription message: to which one they agreed. */
	readonly templateId: string;
}

const DAY = 24 * 60 * 60_000;

/** null: they are written to. */
export function leftOutOf(person: Reachable, { way, recentDays, heardDays }: RoundFilter, now: Date): LeftOut | null {
	const since = (days: number): number => now.getTime() - days * DAY;
	if (!person.contact) return 'no_contact';
	if (person.isListed) return 'listed';
	// Who agreed to be sent one need not follow.
	if (!person.follows && !isConsentWay(way)) return 'left';
	if (person.askedAt !== null && person.askedAt.getTime() > since(recentDays)) return 'asked';
	if (way === 'chat' && !person.isOpen) return 'window';
	return heardDays !== null && person.heardAt.getTime() < since(heardDays) ? 'older' : null;
}

/** What is kept of messages ends after thirty days. */
export const MOST_RECENT_DAYS = 30;

const Days = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));

/** Whom a page of a channel shows, from its address. */
export const RoundFilterInput = v.strictObject({
	way: v.picklist(roundWays),
	recentDays: Days(MOST_RECENT_DAYS),
	heardDays: v.nullable(Days(3650)),
	/** Subscription messages are agreed to by template. */
	templateId: v.optional(v.pipe(v.string(), v.maxLength(80)), '')
});

/** A round, as it is sent. */
export const RoundInput = v.strictObject({
	...RoundFilterInput.entries,
	key: v.pipe(v.string(), v.regex(/^[\w-]{8,80}$/)),
	collectorCode: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
	/** What was done for these people; WeChat allows template messages for nothing else. */
	occasion: v.pipe(v.string(), v.trim(), v.maxLength(200)),
	fields: v.record(
		v.pipe(v.string(), v.regex(/^[a-z_]{1,30}\d{0,3}$/)),
		v.strictObject({ source: v.picklist(fieldSources), text: v.pipe(v.string(), v.maxLength(200)) })
	),
	/** In the chat, and of a message that a member confirms. */
	text: v.pipe(v.string(), v.trim(), v.maxLength(600)),
	/** The member who confirms it. */
	sender: v.pipe(v.string(), v.maxLength(64)),
	/** How many were shown to whoever sends it; another number is refused. */
	people: Days(100_000),
	/** The newest round that was shown; where somebody else began another one since, it is refused. null: none. */
	newest: v.nullable(v.string()),
	/** To this one alone, as a test. */
	to: v.nullable(v.pipe(v.string(), v.maxLength(100)))
});
export type RoundGiven = v.InferOutput<typeof RoundInput>;
