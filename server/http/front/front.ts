import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { App } from '../../app.ts';
import type { Settings } from '../../platform/config.ts';
import { CLOSED_POLICY } from '../security-headers.ts';
import { createCompression } from './compression.ts';
import { saveKeepAliveLines, setFileHeaders, setSecurityHeaders } from './file-headers.ts';
import { collabSamples, eventSamples, type Metrics } from './process-metrics.ts';
import { isForged, isFormOfAPage, settleOrigin, withoutIdentity } from './request-origin.ts';
import { mayReadMetrics, readiness } from './probes.ts';
import {
	addressCode,
	createAddressNotice,
	createSocketFarewell,
	hostsOf,
	otherAddress,
	refuseElsewhere
} from './other-address.ts';
import { createProxyNotice } from './proxy-notice.ts';
import { createRefusals, refusalPage, type RefusalCode } from './front-refusals.ts';
import { takeWholeBody } from './whole-body.ts';

export type KitHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** @returns false when the request is not one of its own, and nothing was touched; else `next` hands it on, or it is answered */
export type BeforeKit = (request: IncomingMessage, response: ServerResponse, next: () => void) => boolean;

/** What stands before the pages: probes, origin, and the checks that every request passes. */
export interface Front {
	readonly request: (request: IncomingMessage, response: ServerResponse) => void;
	readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
	/**
	 * From now on requests reach the app; before, they are told to come back.
	 * @param before takes what needs no page, after all checks
	 */
	open(app: App, kit: KitHandler, before?: BeforeKit): void;
	/** Ends the endless answers (live pages) and waits for the others, at most `ms`. */
	drain(ms: number): Promise<void>;
}

export interface FrontDeps {
	readonly config: Settings;
	readonly log: Logger;
	readonly metrics: Metrics;
}

export function createFront({ config, log, metrics }: FrontDeps): Front {
	const refusalOf = createRefusals();
	const noticeProxy = createProxyNotice(config.trustedProxies, log);
	const compress = createCompression();
	const noticeAddress = createAddressNotice(config, log);
	const closeElsewhere = createSocketFarewell();
	let opened: { app: App; kit: KitHandler; before: BeforeKit } | undefined;
	let draining = false;
	const running = new Set<ServerResponse>();
	let idle: (() => void) | undefined;

	function track(request: IncomingMessage, response: ServerResponse): void {
		const began = performance.now();
		running.add(response);
		response.once('close', () => {
			running.delete(response);
			metrics.request(request.method ?? '', response.statusCode, (performance.now() - began) / 1000);
			if (running.size === 0) idle?.();
		});
	}

	async function probe(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (path === '/healthz') return send(response, 200, { status: 'ok' });
		if (path === '/readyz') {
			if (opened === undefined || draining) return send(response, 503, { status: draining ? 'ending' : 'starting' });
			const { ready, parts } = await readiness(opened.app);
			return send(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...parts });
		}
		if (!mayReadMetrics(request, config.metricsToken)) return turnAway(404, 'not_found', request, response);
		response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
		const { app } = opened ?? {};
		const events = await app?.events?.stats();
		response.end(
			metrics.text([...(app ? collabSamples(app.collab.stats()) : []), ...(events ? eventSamples(events) : [])])
		);
	}

	function turnAway(status: number, code: RefusalCode, request: IncomingMessage, response: ServerResponse): void {
		response.setHeader('X-Request-Id', randomUUID());
		const refusal = refusalOf(code, request.headers);
		if (request.headers['x-sveltekit-action'] !== undefined) {
			// A form that a page of ours sent by script: in the shape in which it waits for an answer.
			send(response, status, { type: 'error', status, error: { status, ...refusal.error } });
		} else if (String(request.headers.accept).includes('text/html') && !request.url?.startsWith('/api/')) {
			response.statusCode = status;
			response.setHeader('Content-Type', 'text/html; charset=utf-8');
			response.setHeader('Cache-Control', 'no-store');
			response.setHeader('Content-Security-Policy', CLOSED_POLICY);
			response.end(refusalPage(refusal, request.headers));
		} else send(response, status, refusal);
	}

	/** Our origin for this request, and where the page that sent it was opened if that is elsewhere; null: no usable Host. */
	function place(request: IncomingMessage): { origin: string; elsewhere: string | null } | null {
		const hosts = hostsOf(request.headers, config);
		const origin = settleOrigin(request, config);
		if (origin === null) return null;
		const elsewhere = otherAddress(request.headers, origin, hosts);
		if (elsewhere !== null) noticeAddress(elsewhere, origin);
		return { origin, elsewhere };
	}

	/** The person cannot go on here, and is told where they can. */
	function sendElsewhere(request: IncomingMessage, response: ServerResponse, here: string, origin: string): void {
		const code = addressCode(config);
		response.setHeader('X-Request-Id', randomUUID());
		refuseElsewhere(request, response, {
			code,
			text: refusalOf.text(code, request.headers, { here, address: origin }),
			link: config.originIsSet ? origin + (request.url ?? '/').replace(/\?.*/, '') : null
		});
	}

	/** What Kit would answer with plain text, or not at all. @returns true when it was answered */
	function refusedByApi(request: IncomingMessage, response: ServerResponse, path: string, origin: string): boolean {
		const method = request.method ?? '';
		if (!METHODS.includes(method)) {
			response.setHeader('Allow', METHODS.join(', '));
			turnAway(405, 'method_not_allowed', request, response);
		} else if (!isDecodable(path)) turnAway(400, 'invalid', request, response);
		else if (READING.includes(method)) return false;
		else if (isFormOfAPage(request) === 'form') turnAway(415, 'unsupported_media_type', request, response);
		else if (isFormOfAPage(request) === 'unknown') turnAway(403, 'cross_origin', request, response);
		else {
			// Judged here; Kit would take a request without content type for a form, and ask programs where they come from.
			request.headers.origin = origin;
			return false;
		}
		return true;
	}

	return {
		request: (request, response) => {
			track(request, response);
			takeWholeBody(request, response);
			const path = (request.url ?? '/').split('?', 1)[0]!;
			const file = path.startsWith('/_app/immutable/');
			if (file) setFileHeaders(response);
			else setSecurityHeaders(response, path, config.originIsSet && config.origin.startsWith('https:'));
			if (file || path.startsWith('/s/')) saveKeepAliveLines(request, response);
			if (path === '/healthz' || path === '/readyz' || path === '/metrics') {
				probe(path, request, response).catch((error: unknown) => {
					log.error({ err: error, path }, 'a probe failed');
					if (!response.headersSent) turnAway(500, 'internal', request, response);
				});
				return;
			}
			// A load balancer that sends pages here is set up wrongly.
			if (!config.roles.includes('web')) return turnAway(404, 'not_found', request, response);
			if (opened === undefined || draining) {
				response.setHeader('Retry-After', '2');
				return turnAway(503, draining ? 'ending' : 'starting', request, response);
			}
			const placed = place(request);
			if (placed === null) return turnAway(400, 'bad_host', request, response);
			const { origin, elsewhere } = placed;
			noticeProxy(request.headers, String(request.headers['x-wayfelt-client']));
			if (path.startsWith('/s/')) withoutIdentity(request, origin);
			const forged = isForged(request, origin);
			// Respondents answer wherever the page opens for them. Of our own pages Kit would refuse the forms.
			const refused = forged || (!READING.includes(request.method ?? '') && !/^\/(api|s)\//.test(path));
			if (elsewhere !== null && refused) return sendElsewhere(request, response, elsewhere, origin);
			if (forged) return turnAway(403, 'cross_origin', request, response);
			if (Number(request.headers['content-length'] ?? 0) > bodyLimit(path))
				return turnAway(413, 'payload_too_large', request, response);
			if (path.startsWith('/api/') && refusedByApi(request, response, path, origin)) return;
			const { kit } = opened;
			const toKit = (): void =>
				compress(request, response, () => kit(request, response, () => turnAway(404, 'not_found', request, response)));
			if (!opened.before(request, response, toKit)) toKit();
		},

		upgrade: (request, socket, head) => {
			socket.on('error', (error) => log.debug({ err: error }, 'a socket broke during its upgrade'));
			const placed = place(request);
			if (opened === undefined || draining) return refuse(socket, '503 Service Unavailable');
			if (placed === null) return refuse(socket, '400 Bad Request');
			if (placed.elsewhere !== null) return closeElsewhere(request, socket, head);
			if (isForged(request, placed.origin)) return refuse(socket, '403 Forbidden');
			if (!config.roles.includes('collab') || !request.url?.startsWith('/collab/'))
				return refuse(socket, '404 Not Found');
			opened.app.collab.upgrade(request, socket, head);
		},

		open: (app, kit, before = () => false) => {
			opened = { app, kit, before };
		},

		drain: async (ms) => {
			draining = true;
			for (const response of running) {
				if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.destroy();
				else if (!response.headersSent) response.setHeader('Connection', 'close');
			}
			if (running.size === 0) return;
			let timer: NodeJS.Timeout | undefined;
			const late = new Promise<void>((done) => (timer = setTimeout(done, ms)));
			await Promise.race([new Promise<void>((done) => (idle = done)), late]);
			clearTimeout(timer);
		}
	};
}

const READING: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
/** Of the API; Kit cannot even make a request of some others. */
const METHODS: readonly string[] = [...READING, 'POST', 'PUT', 'PATCH', 'DELETE'];

function isDecodable(path: string): boolean {
	try {
		decodeURI(path);
		return true;
	} catch {
		return false;
	}
}

/** Bytes. Kit stops every body at the larger one, also when its length was not announced. */
const bodyLimit = (path: string): number =>
	path.startsWith('/import') ||
	path.startsWith('/api/v1/imports') ||
	path.endsWith('/batch') ||
	path.endsWith('/import')
		? 12 * 1024 * 1024
		: 512 * 1024;

function send(response: ServerResponse, status: number, body: unknown): void {
	response.statusCode = status;
	response.setHeader('Content-Type', 'application/json; charset=utf-8');
	response.setHeader('Cache-Control', 'no-store');
	response.end(JSON.stringify(body));
}

function refuse(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
