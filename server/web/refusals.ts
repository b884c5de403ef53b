import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { isLocale, locales, type Locale } from '#domain/shared/locale.ts';

/** Refusals that are made before a request reaches pages and API. Their sentences: `messages/<locale>/errors.json`. */
export type RefusalCode =
	| 'bad_host'
	| 'cross_origin'
	| 'ending'
	| 'internal'
	| 'invalid'
	| 'method_not_allowed'
	| 'not_found'
	| 'payload_too_large'
	| 'starting'
	| 'unsupported_media_type';

/** The shape of every error of the API. */
export interface Refusal {
	readonly error: { readonly code: RefusalCode; readonly message: string };
}

const MESSAGES = join(import.meta.dirname, '..', '..', 'messages');

/** Reads the sentences once: pages have theirs in a bundle that is not loaded yet when the first refusals are made. */
export function createRefusals(): (code: RefusalCode, headers: IncomingHttpHeaders) => Refusal {
	const texts = new Map(
		locales.map((locale) => [
			locale,
			JSON.parse(readFileSync(join(MESSAGES, locale, 'errors.json'), 'utf8')) as Record<string, string>
		])
	);
	return (code, headers) => ({ error: { code, message: texts.get(readerOf(headers))![`error_${code}`]! } });
}

/** The language that pages would have: the person's choice, else what the browser asks for. */
export function readerOf(headers: IncomingHttpHeaders): Locale {
	const chosen = /(?:^|;\s*)PARAGLIDE_LOCALE=([^;]*)/.exec(headers.cookie ?? '')?.[1];
	if (isLocale(chosen)) return chosen;
	const wanted = (headers['accept-language'] ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', q = '1'] = part.trim().split(';q=');
			return { tag: tag.toLowerCase(), q: Number(q) };
		})
		.sort((a, b) => b.q - a.q);
	for (const { tag } of wanted) {
		const found = locales.find((one) => [tag, tag.split('-')[0]].includes(one.toLowerCase()));
		if (found !== undefined) return found;
	}
	return 'en';
}
