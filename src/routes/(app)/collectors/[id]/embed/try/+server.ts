import { error } from '@sveltejs/kit';
import { parse } from '#domain/shared/parse.ts';
import { EmbedSettingsSchema } from '#domain/survey/index.ts';
import { tryPage } from '#lib/features/embed/try-page.server.ts';
import type { RequestHandler } from './$types';

/** Somebody's page with the survey on it, as the settings in the address say: what is tried out need not be saved. */
export const GET: RequestHandler = async ({ locals: { app, actor }, params, url, request }) => {
	const { code, embed } = await app.collectors.get(actor, params.id);
	if (embed === null) error(404, 'not_found', { code: 'not_found' });
	const typed = parse(EmbedSettingsSchema, jsonOf(url.searchParams.get('as')));
	// As a page of its own it would show somebody else's under our address.
	const framed = request.headers.get('sec-fetch-dest') !== 'document';
	const site = framed ? siteOf(url.searchParams.get('site')) : null;
	return new Response(tryPage(code, typed.ok ? typed.value : embed, site?.href ?? null), {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'${site ? ` ${site.origin}` : ''}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`
		}
	});
};

function jsonOf(text: string | null): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}

function siteOf(text: string | null): URL | null {
	const site = text === null ? null : URL.parse(text);
	return site && /^https?:$/.test(site.protocol) ? site : null;
}
