import type { RequestEvent } from '@sveltejs/kit';

/**
 * The address under which others can reach us: the setting, else the one this request came to (a phone in the same
 * network) – if that is ours: a client may write any name into its Host header.
 */
export function publicOrigin({ locals: { app }, url }: Pick<RequestEvent, 'locals' | 'url'>): string {
	if (app.config.originIsSet) return app.config.origin;
	return app.isOwnHost(url.hostname) ? url.origin : (app.networkOrigin ?? app.config.origin);
}
