import * as v from 'valibot';
import { plain } from '../shared/numerals.ts';
import type { View } from '../shared/view.ts';
import type { ChannelName } from './channels/all-channels.ts';

/** Quotas that one collector has. */
export const MAX_QUOTAS = 20;
const MOST = 10_000_000;
const AtMost = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST));

/** Of which answers a quota is: those in a language, or those whose address said something (a declared parameter). */
export const QUOTA_FIELD = /^(language|parameters\.[A-Za-z][A-Za-z0-9_-]{0,39})$/;

const Quota = v.strictObject({
	field: v.pipe(v.string(), v.regex(QUOTA_FIELD)),
	value: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200), v.regex(/^[^\p{Cc}]*$/u)),
	maximum: AtMost
});
export type Quota = View<typeof Quota>;

/** What a collector takes beside its dates. */
export const CollectorLimitsSchema = v.strictObject({
	maximum: v.pipe(v.nullable(AtMost), v.description('So many answers count; further ones are kept and marked.')),
	quotas: v.pipe(
		v.array(Quota),
		v.maxLength(MAX_QUOTAS),
		v.check((all) => new Set(all.map(({ field, value }) => `${field}=${value}`)).size === all.length, 'duplicate'),
		v.description('The same for answers in a language, or whose address said something.')
	),
	once: v.pipe(v.boolean(), v.description('One answer counts of each person who is known.')),
	pin: v.pipe(
		v.nullable(v.pipe(v.string(), v.trim(), v.regex(/^[\p{L}\p{N}]{4,32}$/u))),
		v.description('What is asked for before the survey is shown.')
	),
	invited: v.pipe(v.boolean(), v.description('Only links for one person open it.'))
});
export type CollectorLimits = View<typeof CollectorLimitsSchema>;

export const NO_LIMITS: CollectorLimits = { maximum: null, quotas: [], once: false, pin: null, invited: false };

/** What is said of an answer that its quotas ask for. */
export interface Said {
	readonly language: string;
	readonly parameters: Readonly<Record<string, string>>;
}

/** Is an answer of the ones that a quota counts? */
export const isOfQuota = ({ field, value }: Pick<Quota, 'field' | 'value'>, { language, parameters }: Said): boolean =>
	(field === 'language' ? language : parameters[field.slice('parameters.'.length)]) === value;

/** How many answers of a collector count now: all, and of each of its quotas. */
export interface Tally {
	readonly all: number;
	readonly quotas: readonly number[];
}

/** Would one more answer be above what a collector takes? */
export const isFull = ({ maximum, quotas }: CollectorLimits, tally: Tally, said: Said): boolean =>
	(maximum !== null && tally.all >= maximum) ||
	quotas.some((quota, at) => isOfQuota(quota, said) && tally.quotas[at]! >= quota.maximum);

/** The tally with one answer more. */
export const oneMore = ({ quotas }: CollectorLimits, tally: Tally, said: Said): Tally => ({
	all: tally.all + 1,
	quotas: quotas.map((quota, at) => tally.quotas[at]! + (isOfQuota(quota, said) ? 1 : 0))
});

/** Has a collector limits that its answers must be counted for? */
export const counts = ({ maximum, quotas }: CollectorLimits): boolean => maximum !== null || quotas.length > 0;

/** Codes that a stranger can open: a PIN, or links for one person, can keep them to some. */
export const guardable = (channel: ChannelName): boolean => channel === 'link' || channel === 'qr';

/** A kiosk's people are never known, and what comes by file was given long ago. */
export const limitable = (channel: ChannelName): boolean => channel !== 'import';
export const knowsPeople = (channel: ChannelName): boolean => channel !== 'kiosk' && limitable(channel);

/** The same PIN however a keyboard writes it: ＡＢ１２, ab12. */
export const samePin = (pin: string, given: string): boolean => folded(pin) === folded(given);
const folded = (text: string): string => plain(text.normalize('NFKC')).replace(/\s/g, '').toLowerCase();
