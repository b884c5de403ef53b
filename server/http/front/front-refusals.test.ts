import { describe, expect, it } from 'vitest';
import { baseLocale, cookieName, extractLocaleFromHeader } from '#lib/paraglide/runtime.js';
import { locales } from '#domain/shared/locale.ts';
import { createRefusals, readerOf, type RefusalCode } from './front-refusals.ts';

const codes: readonly RefusalCode[] = [
	'bad_host',
	'cross_origin',
	'ending',
	'internal',
	'invalid',
	'method_not_allowed',
	'not_found',
	'origin_unset',
	'payload_too_large',
	'starting',
	'unsupported_media_type',
	'wrong_address'
];

describe('refusals before the pages', () => {
	it.each(codes)('%s has a sentence in every language', (code) => {
		const refusal = createRefusals();
		const sentences = locales.map((locale) => refusal(code, { 'accept-language': locale }).error.message);
		expect(sentences.every((sentence) => sentence.length > 5)).toBe(true);
		expect(new Set(sentences).size).toBe(locales.length);
	});

	it.each(['zh-CN', 'zh-cn,en;q=0.5', 'en;q=0.3,zh-CN;q=0.9', 'fr,en-GB;q=0.8', 'de', ''])(
		'speaks the language of the pages: %s',
		(header) => {
			const request = new Request('http://localhost/', { headers: { 'accept-language': header } });
			expect(readerOf({ 'accept-language': header })).toBe(extractLocaleFromHeader(request) ?? baseLocale);
		}
	);

	it.each(['zh', 'zh-TW', 'zh-Hant-HK,en;q=0.5', 'yue'])('reads Chinese for %s, as the pages do', (header) => {
		expect(readerOf({ 'accept-language': header })).toBe('zh-CN');
	});

	it('what the person chose comes first', () => {
		expect(readerOf({ cookie: `a=b; ${cookieName}=zh-CN`, 'accept-language': 'en' })).toBe('zh-CN');
		expect(readerOf({ cookie: `${cookieName}=xx`, 'accept-language': 'zh-CN' })).toBe('zh-CN');
	});
});
