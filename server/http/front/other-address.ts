import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { closeCodes } from '#document/core/close-codes.ts';
import type { Config } from '../../platform/config.ts';
import type { RefusalText } from './front-refusals.ts';

type OriginConfig = Pick<Config, 'originIsSet' | 'trustedProxies'>;

/**
 * The address that a page of ours was opened at, when it is another one than ours. A foreign page's address is never
 * taken for one: either the browser says that the request comes from the same origin, or it comes from the very host that
 * the request was sent to.
 * @param headers as they came, before `settleOrigin` writes into them
 * @param origin what settleOrigin makes of them
 * @returns null when it is our address, or when this cannot be told
 */
export function otherAddress(headers: IncomingHttpHeaders, origin: string, sentTo: readonly string[]): string | null {
	const given = headers.origin ?? headers.referer;
	if (given === undefined || !URL.canParse(given)) return null;
	const { origin: here, host, protocol } = new URL(given);
	if (!/^https?:$/.test(protocol) || here === origin) return null;
	return headers['sec-fetch-site'] === 'same-origin' || sentTo.includes(host.toLowerCase()) ? here : null;
}

/** Host names that a request was sent to, as the client wrote them. */
export function hostsOf(headers: IncomingHttpHeaders, { trustedProxies }: OriginConfig): string[] {
	const forwarded = trustedProxies > 0 ? String(headers['x-forwarded-host'] ?? '').split(',') : [];
	return [headers.host ?? '', ...forwarded].map((host) => host.trim().toLowerCase()).filter(Boolean);
}

/** Addresses that are told of in the log; more would be somebody's game. */
const MOST = 5;

/** Says in the log, once for each address, that pages are opened at another one than ORIGIN. */
export function createAddressNotice(
	config: OriginConfig,
	log: Pick<Logger, 'warn'>
): (here: string, origin: string) => void {
	const said = new Set<string>();
	return (here, origin) => {
		if (said.has(here) || said.size >= MOST) return;
		said.add(here);
		log.warn(
			{ openedAt: here, origin },
			config.originIsSet
				? `pages are opened at ${here}, but ORIGIN is ${origin}: nothing can be saved there. Open ${origin}, or set ORIGIN to the address that people use`
				: `pages are opened at ${here}, but requests arrive as ${origin}: nothing can be saved there. Set ORIGIN=${here} (or TRUSTED_PROXIES, if a proxy passes the address on)`
		);
	};
}

/** What is said about an address: open the one that is set, or have the one in use set. */
export const addressCode = ({ originIsSet }: OriginConfig): 'wrong_address' | 'origin_unset' =>
	originIsSet ? 'wrong_address' : 'origin_unset';

/**
 * Refuses a request of a page that was opened elsewhere, in the form that whoever sent it can show: a failed form, an
 * error of the API, or a page of its own for a form without script.
 * @param link where the same page is at our address; null when nobody knows
 */
export function refuseElsewhere(
	request: IncomingMessage,
	response: ServerResponse,
	{ code, text, link }: { readonly code: string; readonly text: RefusalText; readonly link: string | null }
): void {
	const { headers } = request;
	response.setHeader('Cache-Control', 'no-store');
	if (headers['x-sveltekit-action'] !== undefined) {
		// As Kit writes `fail(403, { code, message })`; its script shows nothing of any other answer.
		const data = JSON.stringify([{ code: 1, message: 2 }, code, text.message]);
		response.setHeader('Content-Type', 'application/json; charset=utf-8');
		return void response.end(JSON.stringify({ type: 'failure', status: 403, data }));
	}
	response.statusCode = 403;
	if (headers.accept?.includes('text/html')) {
		response.setHeader('Content-Type', 'text/html; charset=utf-8');
		response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
		return void response.end(page(text, link));
	}
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.end(JSON.stringify({ error: { code, message: text.message } }));
}

function page({ message, locale }: RefusalText, link: string | null): string {
	return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Wayfelt</title>
<body style="max-width:36em;margin:15vh auto;padding:0 1.5em;font:1.0625rem/1.5 system-ui,sans-serif">
<p role="alert">${escaped(message)}</p>${link === null ? '' : `<p><a href="${escaped(link)}">${escaped(link)}</a></p>`}</body></html>`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A browser cannot read why a handshake was refused: it is accepted, and closed with the reason. */
export function createSocketFarewell(): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
	const server = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
	return (request, socket, head) =>
		server.handleUpgrade(request, socket, head, (ws) => {
			ws.on('error', () => ws.terminate());
			ws.close(closeCodes.wrongAddress);
			setTimeout(() => ws.terminate(), 1000).unref();
		});
}
