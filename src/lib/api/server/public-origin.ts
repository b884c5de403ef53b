import type { RequestEvent } from '@sveltejs/kit';

/** The address under which others can reach us: the setting, else the one this request came to (a phone in the same network). */
export const publicOrigin = ({ locals, url }: RequestEvent): string =>
	locals.app.config.originIsSet ? locals.app.config.origin : url.origin;
