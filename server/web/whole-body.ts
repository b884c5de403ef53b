import type { IncomingMessage, ServerResponse } from 'node:http';

/** Bytes. More than this is not taken in only to be dropped. */
const MOST_DROPPED = 256 * 1024 * 1024;

/**
 * Lets an answer that comes before the body is in – a refusal – arrive: it is sent at once, but the connection ends only
 * when the sender has finished, and what still comes is dropped. Node ends it with the answer, if it is not kept alive;
 * whoever is still sending then gets an error instead of the answer. The server's request timeout bounds the wait.
 */
export function takeWholeBody(request: IncomingMessage, response: ServerResponse): void {
	if (request.headers['transfer-encoding'] === undefined && !(Number(request.headers['content-length']) > 0)) return;
	const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
	response.end = ((...given: unknown[]): ServerResponse => {
		if (request.complete || request.destroyed) return end(...given);
		const [chunk, encoding] = given;
		const rest = given.filter((one) => typeof one === 'function');
		if (typeof chunk === 'string')
			response.write(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
		else if (chunk instanceof Uint8Array) response.write(chunk);
		else response.flushHeaders();
		let ended = false;
		const finish = (): void => {
			if (!ended) end(...rest);
			ended = true;
		};
		request.once('end', finish);
		request.once('close', finish);
		dropBody(request);
		return response;
	}) as ServerResponse['end'];
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
