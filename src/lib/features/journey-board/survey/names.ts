import { m } from '#lib/paraglide/messages.js';

export const statusNames = {
	open: m.survey_open,
	paused: m.survey_paused,
	closed: m.survey_closed,
	expired: m.survey_expired,
	early: m.survey_early,
	full: m.survey_filled
} as const;
