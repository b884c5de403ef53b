import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { chooseLanguage, isLocale, locales, type Locale } from '#domain/shared/locale.ts';
import { wantedLanguages } from '../wanted-languages.ts';

/** Refusals that are made before a request reaches pages and API. Their sentences: `messages/<locale>/errors.json`. */
export type RefusalCode =
	| 'bad_host'
	| 'cross_origin'
	| 'ending'
	| 'internal'
	| 'invalid'
	| 'method_not_allowed'
	| 'not_found'
	| 'origin_unset'
	| 'payload_too_large'
	| 'starting'
	| 'unsupported_media_type'
	| 'wrong_address';

/** The shape of every error of the API. */
export interface Refusal {
	readonly error: { readonly code: RefusalCode; readonly message: string };
}

const MESSAGES = join(import.meta.dirname, '..', '..', '..', 'messages');

/** A sentence in the reader's language. */
export interface RefusalText {
	readonly message: string;
	readonly locale: Locale;
}

export interface Refusals {
	(code: RefusalCode, headers: IncomingHttpHeaders): Refusal;
	/** @param given what stands for the names in braces */
	text(code: RefusalCode, headers: IncomingHttpHeaders, given: Readonly<Record<string, string>>): RefusalText;
}

/** Reads the sentences once: pages have theirs in a bundle that is not loaded yet when the first refusals are made. */
export function createRefusals(): Refusals {
	const texts = new Map(
		locales.map((locale) => [
			locale,
			JSON.parse(readFileSync(join(MESSAGES, locale, 'errors.json'), 'utf8')) as Record<string, string>
		])
	);
	const text: Refusals['text'] = (code, headers, given) => {
		const locale = readerOf(headers);
		const sentence = texts.get(locale)![`error_${code}`]!;
		return { locale, message: sentence.replace(/\{(\w+)\}/g, (whole, name: string) => given[name] ?? whole) };
	};
	const refusal = (code: RefusalCode, headers: IncomingHttpHeaders): Refusal => ({
		error: { code, message: text(code, headers, {}).message }
	});
	return Object.assign(refusal, { text });
}

/** The language that pages would have: the person's choice, else what the browser asks for. */
export function readerOf(headers: IncomingHttpHeaders): Locale {
	const chosen = /(?:^|;\s*)PARAGLIDE_LOCALE=([^;]*)/.exec(headers.cookie ?? '')?.[1];
	if (isLocale(chosen)) return chosen;
	return chooseLanguage(locales, null, wantedLanguages(headers['accept-language']));
}

/** The same for people: what a form that was too large, or a page of a program that is just starting, is answered. */
export function refusalPage({ error }: Refusal, headers: IncomingHttpHeaders): string {
	const style =
		'font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:12vh auto;padding:0 1em;color-scheme:light dark';
	return `<!doctype html><html lang="${readerOf(headers)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Wayfelt</title><body style="${style}"><p>${error.message}</p></body></html>`;
}
