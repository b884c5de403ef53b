import type { AskKind, ChannelName } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';

/** How a survey goes out. */
export const collectorNames: Readonly<Record<ChannelName, () => string>> = {
	link: m.survey_channel_link,
	qr: m.survey_channel_qr,
	api: m.survey_channel_api,
	import: m.survey_channel_import
};

/** What "Ask … here" offers. */
export const askNames: Readonly<Record<AskKind, { readonly name: () => string; readonly hint: () => string }>> = {
	nps: { name: m.survey_ask_nps, hint: m.survey_ask_nps_hint },
	csat: { name: m.survey_ask_csat, hint: m.survey_ask_csat_hint },
	'ces-ease7': { name: m.survey_ask_ease, hint: m.survey_ask_ease_hint },
	'ces-effort5': { name: m.survey_ask_effort, hint: m.survey_ask_effort_hint }
};

export const statusNames = { open: m.survey_open, closed: m.survey_closed, expired: m.survey_expired } as const;
