import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import { readAddress, type Address } from '../protocol/address.ts';
import type { CollabRequest, Grant, Refusal } from '../ports.ts';
import type { OpenRoom } from '../room/rooms.ts';
import type { Log } from '../../platform/log.ts';
import { SCRATCH, SCRATCH_WORKSPACE, scratchId } from '../../documents/scratch.ts';

export type Authorize = (request: CollabRequest, kind: string, id: string) => Promise<Grant | Refusal>;

/** A socket whose request was granted, with the room that it came for. */
export interface AdmittedSocket {
	readonly ws: WebSocket;
	readonly socket: Duplex;
	readonly request: CollabRequest;
	readonly address: Address;
	readonly grant: Grant;
	readonly opened: OpenRoom;
}

export interface UpgradeOptions {
	readonly authorize: Authorize;
	/** Whether a page of our own opens it. */
	readonly isOwn: (request: CollabRequest) => boolean;
	readonly scratch: boolean;
	readonly maxFrame: number;
	/** ms */
	readonly authorizeTime: number;
	readonly log: Log;
	/** Finds the room; `code` when there is none for this socket. */
	readonly findRoom: (address: Address, grant: Grant) => Promise<OpenRoom | { code: CloseCode }>;
	/** The socket was gone before it was admitted. */
	readonly abandon: (opened: OpenRoom) => void;
	readonly admit: (admitted: AdmittedSocket) => void;
}

const closeCodeOf: Record<Refusal['refused'], CloseCode> = {
	unauthenticated: closeCodes.unauthenticated,
	forbidden: closeCodes.forbidden,
	not_found: closeCodes.notFound
};

export const codeOf = (refusal: Refusal): CloseCode => closeCodeOf[refusal.refused];

/**
 * From an HTTP upgrade to a socket in a room. Foreign pages and unknown addresses are refused in HTTP. Everything
 * else is decided before the handshake, and answered after it by a close code, since a browser cannot read the
 * status of a refused handshake. A refused one is sent nothing but the code.
 */
export function createUpgrade(options: UpgradeOptions) {
	const server = new WebSocketServer({ noServer: true, maxPayload: options.maxFrame, perMessageDeflate: false });

	const decide = async (
		request: CollabRequest,
		address: Address
	): Promise<{ grant: Grant; opened: OpenRoom } | { code: CloseCode }> => {
		try {
			const grant = await authorizeInTime(options, request, address);
			if ('refused' in grant) return { code: codeOf(grant) };
			const opened = await options.findRoom(address, grant);
			return 'code' in opened ? opened : { grant, opened };
		} catch (error) {
			options.log.error(
				{ err: error, kind: address.kind, document: address.id },
				'collab: a document could not be opened'
			);
			return { code: closeCodes.tryAgain };
		}
	};

	return async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
		const onError = (): void => void socket.destroy();
		socket.on('error', onError);
		const address = readAddress(request.url);
		if (!address || (address.kind === SCRATCH && !options.scratch)) return refuse(socket, '404 Not Found');
		if (!options.isOwn(request)) return refuse(socket, '403 Forbidden');
		const decided = await decide(request, address);
		let admitted = false;
		if ('setNoDelay' in socket && typeof socket.setNoDelay === 'function') socket.setNoDelay(true);
		socket.off('error', onError);
		server.handleUpgrade(request, socket, head, (ws) => {
			if ('code' in decided) {
				ws.on('error', () => ws.terminate());
				ws.close(decided.code);
				return;
			}
			// Only what is needed to authorize it again: the request itself would keep much alive.
			const kept: CollabRequest = { headers: request.headers, url: request.url };
			admitted = true;
			options.admit({ ws, socket, request: kept, address, ...decided });
		});
		if (!admitted && 'opened' in decided) options.abandon(decided.opened);
	};
}

/** Asks whether this socket may be opened (or stay), and does not wait for ever. */
export async function authorizeInTime(
	options: Pick<UpgradeOptions, 'authorize' | 'authorizeTime'>,
	request: CollabRequest,
	{ kind, id }: Address
): Promise<Grant | Refusal> {
	if (kind === SCRATCH) {
		return { userId: '', name: '', workspaceId: SCRATCH_WORKSPACE, documentId: scratchId(id), canWrite: true };
	}
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('authorizing a socket took too long')), options.authorizeTime);
	});
	try {
		return await Promise.race([options.authorize(request, kind, id), late]);
	} finally {
		clearTimeout(timer);
	}
}

function refuse(socket: Duplex, status: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
