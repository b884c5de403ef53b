import { error, json } from '@sveltejs/kit';
import { parse } from '#domain/shared/parse.ts';
import { KioskBatch } from '#domain/survey/index.ts';
import { receivedFrom } from '#server/areas/answers/http/answer-form.ts';
import type { RequestHandler } from './$types';

/**
 * Takes what waited on a kiosk. Each item has its own id, under which it counts once however often it comes; those that
 * need not come again are named in the answer, and the others are kept there.
 */
export const POST: RequestHandler = async ({ locals: { app, requestId }, params, request, getClientAddress }) => {
	const given = parse(KioskBatch, await request.json().catch(() => null));
	if (!given.ok) error(422, 'invalid', { code: 'invalid' });
	const { code } = params;
	const from = { address: getClientAddress() };
	const userAgent = request.headers.get('user-agent');
	const settled = await Promise.all(
		given.value.items.map(async ({ id, at, page, ticket, version, language, test, began, fields }) => {
			try {
				if (!test) await app.responses.visit({ code, responseId: id, ticket, page, started: began }, userAgent);
				if (fields === null) return id;
				const { answers, parameters } = receivedFrom(fields);
				const outcome = await app.responses.submit(
					{
						code,
						responseId: id,
						ticket,
						...(version !== undefined && { version }),
						language,
						...(test && { test }),
						answers,
						...(parameters && { parameters }),
						kiosk: { page, at }
					},
					from
				);
				// What will never be taken is not kept for ever; its reason is for whoever runs the program.
				if (outcome.status === 'invalid' || outcome.status === 'gone')
					app.log.warn({ code, outcome, requestId }, 'an answer of a kiosk was not taken');
				return id;
			} catch (err) {
				app.log.error({ err, requestId }, 'an answer of a kiosk could not be stored');
				return null;
			}
		})
	);
	const form = await app.responses.form(code);
	return json(
		{ settled: settled.filter((id) => id !== null), open: !('gone' in form) },
		{ headers: { 'cache-control': 'no-store' } }
	);
};
