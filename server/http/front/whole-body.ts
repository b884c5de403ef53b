import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bytes. More than this is not taken in only to be dropped. */
const MOST_DROPPED = 256 * 1024 * 1024;
/** A sender from whom nothing came for so long has stopped sending (ms). */
const SILENT = 2_000;

/**
 * Lets an answer that comes before the body is in – a refusal – arrive: it is sent at once, but the connection ends only
 * when the sender has finished, and what still comes is dropped. Node ends it with the answer, if it is not kept alive;
 * whoever is still sending then gets an error instead of the answer. Who announced a body and sends none is not waited for.
 */
export function takeWholeBody(request: IncomingMessage, response: ServerResponse): void {
	if (request.headers['transfer-encoding'] === undefined && !(Number(request.headers['content-length']) > 0)) return;
	const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
	response.end = ((...given: unknown[]): ServerResponse => {
		if (request.complete || request.destroyed) return end(...given);
		const rest = given.filter((one) => typeof one === 'function');
		const chunk = bytesOf(given);
		// The rest of the body may never come: whatever is sent next would be taken for it.
		if (!response.headersSent) response.setHeader('Connection', 'close');
		if (chunk === null) response.flushHeaders();
		else {
			// With its length said, the answer is whole for its reader at once.
			if (!response.headersSent) response.setHeader('Content-Length', chunk.byteLength);
			response.write(chunk);
		}
		let ended = false;
		const finish = (): void => {
			clearTimeout(silence);
			if (!ended) end(...rest);
			ended = true;
		};
		const silence = setTimeout(finish, SILENT);
		request.once('end', finish);
		request.once('close', finish);
		dropBody(request);
		request.on('data', () => !ended && silence.refresh());
		return response;
	}) as ServerResponse['end'];
}

/** What `end` was given to send, if anything. */
function bytesOf([chunk, encoding]: readonly unknown[]): Uint8Array | null {
	if (chunk instanceof Uint8Array) return chunk;
	if (typeof chunk !== 'string') return null;
	return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
}

function dropBody(request: IncomingMessage): void {
	let dropped = 0;
	// Of whoever reads no more: it would pause the stream when its own buffer is full.
	request.removeAllListeners('data');
	request.on('data', (chunk: Buffer) => {
		dropped += chunk.length;
		if (dropped > MOST_DROPPED) request.destroy();
	});
	request.resume();
}
