import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Settings } from '../../platform/config.ts';
import type { Refusals } from './front-refusals.ts';
import { addressCode, createAddressNotice, hostsOf, otherAddress, refuseElsewhere } from './other-address.ts';
import { settleOrigin } from './request-origin.ts';

/** Our origin for a request, and where the page that sent it was opened if that is elsewhere. */
export interface Place {
	readonly origin: string;
	readonly elsewhere: string | null;
}

/** @returns which place a request has; null: it has no usable Host */
export function createPlacing(config: Settings, log: Pick<Logger, 'warn'>): (request: IncomingMessage) => Place | null {
	const noticeAddress = createAddressNotice(config, log);
	return (request) => {
		const hosts = hostsOf(request.headers, config);
		const origin = settleOrigin(request, config);
		if (origin === null) return null;
		const elsewhere = otherAddress(request.headers, origin, hosts);
		if (elsewhere !== null) noticeAddress(elsewhere, origin);
		return { origin, elsewhere };
	};
}

/** The person cannot go on where they are (`here`), and is told where they can. */
export function sendElsewhere(
	request: IncomingMessage,
	response: ServerResponse,
	{ here, origin }: { readonly here: string; readonly origin: string },
	{ config, refusalOf }: { readonly config: Settings; readonly refusalOf: Refusals }
): void {
	const code = addressCode(config);
	response.setHeader('X-Request-Id', randomUUID());
	refuseElsewhere(request, response, {
		code,
		text: refusalOf.text(code, request.headers, { here, address: origin }),
		link: config.originIsSet ? origin + (request.url ?? '/').replace(/\?.*/, '') : null
	});
}
