import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { messageTypes } from '#document/core/close-codes.ts';

/** Message types of the y-websocket protocol. */
export const SYNC = 0;
export const AWARENESS = 1;
export const QUERY_AWARENESS = 3;
/** Kinds of sync message: "what do you have", the answer, and an update. */
export const STEP1 = 0;
export const STEP2 = 1;
export const UPDATE = 2;

export const PING: Buffer = Buffer.from([0x89, 0]);

/**
 * A complete unmasked WebSocket frame (RFC 6455 §5.2), built once and written to every receiver.
 * @param head protocol bytes before the payload
 * @param payloadLength if given, only head is included and that many bytes must be written after it
 */
function frame(head: Uint8Array, payload: Uint8Array | null, payloadLength = payload?.length ?? 0): Buffer {
	const length = head.length + payloadLength;
	const h = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const out = Buffer.allocUnsafe(h + head.length + (payload?.length ?? 0));
	out[0] = 0x82;
	if (h === 2) out[1] = length;
	else if (h === 4) {
		out[1] = 126;
		out.writeUInt16BE(length, 2);
	} else {
		out[1] = 127;
		out.writeBigUInt64BE(BigInt(length), 2);
	}
	out.set(head, h);
	if (payload) out.set(payload, h + head.length);
	return out;
}

function syncHead(kind: number, length: number): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, SYNC);
	encoding.writeVarUint(encoder, kind);
	encoding.writeVarUint(encoder, length);
	return encoding.toUint8Array(encoder);
}

/** One sync message as a frame. @param kind STEP1, STEP2 or UPDATE */
export const syncFrame = (kind: number, payload: Uint8Array): Buffer => frame(syncHead(kind, payload.length), payload);

/** The beginning of a sync frame whose payload is written separately, so that large bytes are not copied. */
export const syncFrameHead = (kind: number, length: number): Buffer => frame(syncHead(kind, length), null, length);

/** "What do you have beyond these clocks?" */
export function askFrame(clocks: ReadonlyMap<number, number>): Buffer {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, clocks.size);
	for (const [client, clock] of clocks) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
	}
	return syncFrame(STEP1, encoding.toUint8Array(encoder));
}

export interface AwarenessEntry {
	readonly client: number;
	readonly clock: number;
	/** UTF-8 JSON; `null` for somebody who left. */
	readonly json: Uint8Array;
}

/** States as they are in a message; `readEntries` reads them. */
export function entriesBytes(entries: readonly AwarenessEntry[]): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, entries.length);
	for (const entry of entries) {
		encoding.writeVarUint(encoder, entry.client);
		encoding.writeVarUint(encoder, entry.clock);
		encoding.writeVarUint8Array(encoder, entry.json);
	}
	return encoding.toUint8Array(encoder);
}

export function awarenessFrame(entries: readonly AwarenessEntry[]): Buffer {
	const head = encoding.createEncoder();
	encoding.writeVarUint(head, AWARENESS);
	const payload = entriesBytes(entries);
	encoding.writeVarUint(head, payload.length);
	return frame(encoding.toUint8Array(head), payload);
}

function numberFrame(type: number, value: number): Buffer {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, type);
	encoding.writeVarUint(encoder, value);
	return frame(encoding.toUint8Array(encoder), null);
}

/** "The first n updates of this connection are committed." */
export const durableFrame = (n: number): Buffer => numberFrame(messageTypes.durable, n);

/** "This connection may only read." */
export const readOnlyFrame = (): Buffer => numberFrame(messageTypes.access, 0);

/** "This is the n-th copy of the document." */
export const epochFrame = (epoch: number): Buffer => numberFrame(messageTypes.epoch, epoch);

/** Frames of events by their data: what fifty people are told is written once. */
const eventFrames = new WeakMap<object, Map<string, Buffer>>();

/** Something that happened around the document. @param data what JSON can hold; an object must not change afterwards */
export function eventFrame(name: string, data: unknown): Buffer {
	if (typeof data !== 'object' || data === null) return newEventFrame(name, JSON.stringify(data));
	const made = eventFrames.get(data) ?? new Map<string, Buffer>();
	eventFrames.set(data, made);
	const frame = made.get(name) ?? newEventFrame(name, JSON.stringify(data));
	made.set(name, frame);
	return frame;
}

function newEventFrame(name: string, json: string): Buffer {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageTypes.event);
	encoding.writeVarString(encoder, name);
	encoding.writeVarString(encoder, json);
	return frame(encoding.toUint8Array(encoder), null);
}

/** Updates of one commit as one frame: every reader then reads, applies and draws once. */
export const updatesFrame = (updates: readonly Uint8Array[]): Buffer =>
	syncFrame(UPDATE, updates.length === 1 ? updates[0]! : Y.mergeUpdates([...updates]));
