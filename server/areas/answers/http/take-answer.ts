import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { countUntold, endOf, receiptOf, receivedFrom, TAKEN, thanksAddress, type TakenAnswer } from './answer-form.ts';
import { respondentPolicy } from '../../../http/security-headers.ts';
import type { Responses } from '../responses.ts';

export interface AnswersDeps {
	readonly responses: Pick<Responses, 'submit' | 'visit'>;
	readonly log: { error(fields: object, message: string): void };
}

/**
 * Takes a respondent's answer before Kit does: most are thanked by a redirect, which needs none of the objects, hooks
 * and rendering of a page – half of what an answer cost. What has a page to show (something to put right, a
 * thank-you for the script, a closed survey) goes on to Kit, which finds in the request what became of the answer.
 * @param request its body is not read yet; its length was checked
 * @returns false when it is no such answer, and nothing was touched
 */
export function takeAnswer(
	app: AnswersDeps,
	request: IncomingMessage,
	response: ServerResponse,
	next: () => void
): boolean {
	const code = codeOf(request);
	if (code === null) return false;
	void take(app, code, request).then(
		(taken) => {
			const script = request.headers['x-respondent'] as string | undefined;
			countUntold(app, code, taken, { script, userAgent: request.headers['user-agent'] });
			const note = taken.outcome === null ? undefined : receiptOf(taken.outcome);
			if (note === undefined || script === 'script') {
				Reflect.set(request, TAKEN, taken);
				// Kit refuses a request whose announced body cannot be read any more.
				request.headers['content-length'] = '0';
				return next();
			}
			response.writeHead(303, {
				Location: thanksAddress(code, taken.sent.language, note, endOf(taken.outcome)),
				'Cache-Control': 'no-store',
				'Content-Security-Policy': respondentPolicy(null),
				'X-Request-Id': randomUUID(),
				'Content-Length': 0
			});
			response.end();
		},
		// The sender is gone before the body was in: nobody waits for an answer.
		() => response.destroy()
	);
	return true;
}

async function take(app: AnswersDeps, code: string, request: IncomingMessage): Promise<TakenAnswer> {
	const sent = receivedFrom(new URLSearchParams(await text(request)));
	try {
		const address = String(request.headers['x-wayfelt-client']);
		return { sent, outcome: await app.responses.submit({ code, ...sent }, { address }) };
	} catch (cause) {
		app.log.error({ err: cause }, 'an answer could not be stored');
		return { sent, outcome: null };
	}
}

/** The code of a survey whose form this request brings in the usual way; null: anything else is Kit's. */
function codeOf({ method, url = '', headers }: IncomingMessage): string | null {
	if (method !== 'POST' || headers['content-length'] === undefined) return null;
	if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers['content-type'] ?? '')) return null;
	// A form that a page of Kit's sent, which waits for data.
	if (headers.accept?.includes('application/json')) return null;
	const [path, query = ''] = url.split('?', 2) as [string, string?];
	// An action of another name.
	if (query.split('&').some((one) => /^(?:\/|%2f)/i.test(one))) return null;
	const [, code = null] = /^\/s\/([A-Za-z0-9]+)$/.exec(path) ?? [];
	return code;
}
