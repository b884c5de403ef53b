import { createServer, get, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createCompression } from './compression.ts';

const page = '<!doctype html><p>' + 'how was it? '.repeat(500);
const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
});

/** Asks a server whose answers are compressed; resolves with the head, before the body has come. */
async function ask(
	answer: (response: ServerResponse, request: IncomingMessage) => void,
	headers: OutgoingHttpHeaders = { 'accept-encoding': 'gzip, deflate, br' }
): Promise<IncomingMessage> {
	const compress = createCompression();
	const server = createServer((request, response) => compress(request, response, () => answer(response, request)));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	stops.push(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return new Promise((done, failed) => get({ port, host: '127.0.0.1', headers }, done).on('error', failed));
}

async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of answer) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

const asPage = (response: ServerResponse): void => {
	response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(page) });
	response.end(page);
};

describe('compression', () => {
	it('is what the browser asks for', async () => {
		const brotli = await ask(asPage);
		expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
		expect(brotliDecompressSync(await bodyOf(brotli)).toString()).toBe(page);
		const gzip = await ask(asPage, { 'accept-encoding': 'gzip' });
		expect(gzip.headers['content-encoding']).toBe('gzip');
		expect(gunzipSync(await bodyOf(gzip)).toString()).toBe(page);
		const none = await ask(asPage, {});
		expect(none.headers).toMatchObject({ vary: 'Accept-Encoding' });
		expect(none.headers).not.toHaveProperty('content-encoding');
		expect((await bodyOf(none)).toString()).toBe(page);
	});

	it.each(['application/json', 'application/problem+json', 'image/svg+xml', 'text/csv; charset=utf-8', 'image/png'])(
		'%s: texts shrink, the rest stays as it is',
		async (type) => {
			const answer = await ask((response) => {
				response.setHeader('content-type', type);
				response.end('x'.repeat(5000));
			});
			const shrinks = !['image/png', 'application/problem+json'].includes(type);
			expect(answer.headers['content-encoding']).toBe(shrinks ? 'br' : undefined);
		}
	);

	it('holds no event back', async () => {
		const answer = await ask((response) => {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write('event: hello\n\n');
			// Not ended: whoever buffers has nothing to show yet.
		});
		expect(answer.headers).not.toHaveProperty('content-encoding');
		const first = await new Promise<Buffer>((done) => answer.once('data', done));
		expect(first.toString()).toBe('event: hello\n\n');
	});

	it('leaves alone what is encoded already, too short to gain, or has no body', async () => {
		const encoded = await ask((response) => {
			response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
			response.end(Buffer.from('already'));
		});
		expect((await bodyOf(encoded)).toString()).toBe('already');
		const short = await ask((response) => {
			response.setHeader('content-type', 'application/json');
			response.end('{}');
		});
		expect(short.headers).not.toHaveProperty('content-encoding');
		const unchanged = await ask((response) => {
			response.writeHead(304, { etag: '"a"' });
			response.end();
		});
		expect(unchanged.headers).not.toHaveProperty('content-encoding');
	});

	it('gives another site no length to learn a secret from', async () => {
		const asked = { 'accept-encoding': 'br' };
		for (const site of ['cross-site', 'same-site']) {
			const probed = await ask(asPage, { ...asked, cookie: 'wayfelt_session=x', 'sec-fetch-site': site });
			expect(probed.headers).not.toHaveProperty('content-encoding');
			const stranger = await ask(asPage, { ...asked, 'sec-fetch-site': site });
			expect(stranger.headers['content-encoding']).toBe('br');
		}
		const own = await ask(asPage, { ...asked, cookie: 'wayfelt_session=x', 'sec-fetch-site': 'same-origin' });
		expect(own.headers['content-encoding']).toBe('br');
	});
});
