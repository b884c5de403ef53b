import type { Config } from '../platform/config.ts';
import { isLoopback, isLoopbackName } from '../platform/addresses.ts';

/** What a proxy says of itself. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** @param has whether the request has a header of this name */
export const cameThroughProxy = (has: (name: string) => boolean): boolean => FORWARDED.some(has);

/**
 * Does somebody ask who sits at this machine? From a loopback address, under a loopback name, through no proxy that says
 * so, of an installation that was given no public address. A proxy on this machine that hides all of that cannot be told
 * apart: such an installation sets ORIGIN.
 */
export function isAtThisMachine(
	event: { readonly url: URL; readonly request: Request; getClientAddress(): string },
	config: Pick<Config, 'origin' | 'originIsSet'>
): boolean {
	if (config.originIsSet && !isLoopbackName(new URL(config.origin).hostname)) return false;
	if (!isLoopbackName(event.url.hostname)) return false;
	if (cameThroughProxy((name) => event.request.headers.has(name))) return false;
	return isLoopback(event.getClientAddress());
}
