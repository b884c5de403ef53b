import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLOSED_POLICY } from '../security-headers.ts';
import { refusalPage, type RefusalCode, type Refusals } from './front-refusals.ts';

export type TurnAway = (status: number, code: RefusalCode, request: IncomingMessage, response: ServerResponse) => void;

/** Answers a refusal in the form that whoever sent the request can show: of a form by script, as a page, as JSON. */
export const createTurnAway =
	(refusalOf: Refusals): TurnAway =>
	(status, code, request, response) => {
		response.setHeader('X-Request-Id', randomUUID());
		const refusal = refusalOf(code, request.headers);
		if (request.headers['x-sveltekit-action'] !== undefined) {
			// A form that a page of ours sent by script: in the shape in which it waits for an answer.
			sendJson(response, status, { type: 'error', status, error: { status, ...refusal.error } });
		} else if (String(request.headers.accept).includes('text/html') && !request.url?.startsWith('/api/')) {
			response.statusCode = status;
			response.setHeader('Content-Type', 'text/html; charset=utf-8');
			response.setHeader('Cache-Control', 'no-store');
			response.setHeader('Content-Security-Policy', CLOSED_POLICY);
			response.end(refusalPage(refusal, request.headers));
		} else sendJson(response, status, refusal);
	};

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
	response.statusCode = status;
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.setHeader('Cache-Control', 'no-store');
	response.end(JSON.stringify(body));
}
