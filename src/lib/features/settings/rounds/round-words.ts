import type { ChannelRoundView } from '#contract/channel-rounds.ts';
import type { FieldSource, LeftOut, RoundWay } from '#domain/channels/rounds.ts';
import { m } from '#lib/paraglide/messages.js';
import { logSentence } from '../channels/log-words.ts';

export const wayName: Readonly<Record<RoundWay, () => string>> = {
	template: m.rounds_way_template,
	chat: m.rounds_way_chat,
	customer: m.rounds_way_customer,
	notice: m.rounds_way_notice,
	once: m.rounds_way_once,
	mini: m.rounds_way_mini
};
export const wayRule: Readonly<Record<RoundWay, () => string>> = {
	template: m.rounds_rule_template,
	chat: m.rounds_rule_chat,
	customer: m.rounds_rule_customer,
	notice: m.rounds_rule_notice,
	once: m.rounds_rule_once,
	mini: m.rounds_rule_mini
};
export const outReason: Readonly<Record<LeftOut, () => string>> = {
	no_contact: m.rounds_out_no_contact,
	listed: m.rounds_out_listed,
	left: m.rounds_out_left,
	asked: m.rounds_out_asked,
	window: m.rounds_out_window,
	older: m.rounds_out_older
};
export const sourceName: Readonly<Record<FieldSource, () => string>> = {
	text: m.rounds_source_text,
	survey: m.rounds_source_survey,
	touchpoint: m.rounds_source_touchpoint,
	workspace: m.rounds_source_workspace,
	now: m.rounds_source_now,
	heard: m.rounds_source_heard
};
export const countNames = {
	waiting: m.rounds_count_waiting,
	sending: m.rounds_count_sending,
	sent: m.rounds_count_sent,
	arrived: m.rounds_count_arrived,
	failed: m.rounds_count_failed,
	unknown: m.rounds_count_unknown
} as const;

/** Reasons of a message, or of a round, that the channel's log has no line for. */
const own: Readonly<Record<string, () => string>> = {
	by_hand: m.rounds_why_by_hand,
	no_answers: m.rounds_why_no_answers,
	no_contact: m.rounds_why_no_contact,
	cut_off: m.rounds_why_cut_off,
	user_blocked: m.rounds_why_user_blocked,
	platform_failed: m.rounds_why_platform_failed,
	to_confirm: m.rounds_why_to_confirm,
	not_friend: m.rounds_why_not_friend,
	over_limit: m.rounds_why_over_limit,
	wx_43004: m.rounds_why_wx_43004,
	wx_43101: m.rounds_why_wx_43101,
	no_consent: m.rounds_why_no_consent,
	once_absent: m.rounds_why_once_absent,
	wx_45015: m.rounds_why_window,
	wx_45047: m.rounds_why_window,
	window_closed: m.rounds_why_window,
	paused: m.rounds_why_paused,
	right_missing: m.rounds_why_right_missing,
	no_secret: m.rounds_why_no_secret
};
export const whySentence = (code: string): string => (Object.hasOwn(own, code) ? own[code]!() : logSentence(code));

/** How far a round is. */
export function stateName({ state, resumeAt }: ChannelRoundView, at: (instant: string) => string): string {
	if (state === 'done') return m.rounds_state_done();
	if (state === 'stopped') return m.rounds_state_stopped();
	return resumeAt === null ? m.rounds_state_running() : m.rounds_state_waits({ time: at(resumeAt) });
}

export const instantIn =
	(locale: string, timeZone: string) =>
	(instant: string): string =>
		new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
