import { m } from '#lib/paraglide/messages.js';

export const statusNames = {
	open: m.survey_open,
	paused: m.survey_paused,
	closed: m.survey_closed,
	expired: m.survey_expired
} as const;
