import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { App } from '../../app.ts';
import type { Settings } from '../../platform/config.ts';
import { createCompression } from './compression.ts';
import { setHeaders } from './file-headers.ts';
import { createRefusals } from './front-refusals.ts';
import { createSocketFarewell } from './other-address.ts';
import { answerProbe, isProbe } from './probes.ts';
import type { Metrics } from './process-metrics.ts';
import { createProxyNotice } from './proxy-notice.ts';
import { isReading, isTooLarge, refusedByApi } from './request-checks.ts';
import { isForged, withoutIdentity } from './request-origin.ts';
import { createPlacing, sendElsewhere } from './request-place.ts';
import { RunningAnswers } from './running-answers.ts';
import { createTurnAway } from './turn-away.ts';
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
	const turnAway = createTurnAway(refusalOf);
	const place = createPlacing(config, log);
	const noticeProxy = createProxyNotice(config.trustedProxies, log);
	const compress = createCompression();
	const closeElsewhere = createSocketFarewell();
	const running = new RunningAnswers(metrics);
	const isHttps = config.originIsSet && config.origin.startsWith('https:');
	let opened: { app: App; kit: KitHandler; before: BeforeKit } | undefined;
	let draining = false;

	function probe(path: string, request: IncomingMessage, response: ServerResponse): void {
		const state = { app: opened?.app, draining, metrics, token: config.metricsToken, turnAway };
		answerProbe(path, request, response, state).catch((error: unknown) => {
			log.error({ err: error, path }, 'a probe failed');
			if (!response.headersSent) turnAway(500, 'internal', request, response);
		});
	}

	/** Checks that do not depend on what the app holds. @returns true when the request was turned away */
	function refused(request: IncomingMessage, response: ServerResponse, path: string): boolean {
		const placed = place(request);
		if (placed === null) return (turnAway(400, 'bad_host', request, response), true);
		const { origin, elsewhere } = placed;
		noticeProxy(request.headers, String(request.headers['x-wayfelt-client']));
		// Platforms push without a browser, and bring nobody's rights along.
		if (/^\/(s|hooks)\//.test(path)) withoutIdentity(request, origin);
		const forged = isForged(request, origin);
		// Respondents answer wherever the page opens for them. Of our own pages Kit would refuse the forms.
		const stays = forged || (!isReading(request) && !/^\/(api|s|hooks)\//.test(path));
		if (elsewhere !== null && stays)
			sendElsewhere(request, response, { here: elsewhere, origin }, { config, refusalOf });
		else if (forged) turnAway(403, 'cross_origin', request, response);
		else if (isTooLarge(request, path)) turnAway(413, 'payload_too_large', request, response);
		else return path.startsWith('/api/') && refusedByApi(request, response, { path, origin, turnAway });
		return true;
	}

	return {
		request: (request, response) => {
			running.track(request, response);
			takeWholeBody(request, response);
			const path = (request.url ?? '/').split('?', 1)[0]!;
			setHeaders(request, response, path, isHttps);
			if (isProbe(path, request.headers.accept)) return probe(path, request, response);
			// A load balancer that sends pages here is set up wrongly.
			if (!config.roles.includes('web')) return turnAway(404, 'not_found', request, response);
			if (opened === undefined || draining) {
				response.setHeader('Retry-After', '2');
				return turnAway(503, draining ? 'ending' : 'starting', request, response);
			}
			if (refused(request, response, path)) return;
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

		drain: (ms) => {
			draining = true;
			return running.drain(ms);
		}
	};
}

function refuse(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
