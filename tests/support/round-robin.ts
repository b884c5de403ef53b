import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Where a request goes first, by its path; without: whichever comes next. Those that follow are tried where it is away. */
export type Route = (path: string) => readonly string[] | null;

/** A load balancer as one stands before several processes: each request to the next of them, sockets too. */
export interface RoundRobin {
	/** The address people use. */
	readonly url: string;
	readonly port: number;
	/** Requests and sockets that each address was handed. */
	readonly handed: ReadonlyMap<string, number>;
	close(): Promise<void>;
}

/**
 * Hands on to the next address where nothing listens or where a program starts or ends (503 with `Retry-After`): such a
 * request was not begun. An answer that breaks off half-way is broken off, as with any proxy: it may have been carried out.
 * @param targets addresses like `http://127.0.0.1:20001`, asked for each request
 */
export async function startRoundRobin(
	targets: () => readonly string[],
	route: Route = () => null
): Promise<RoundRobin> {
	const handed = new Map<string, number>();
	const open = new Set<Duplex>();
	let turn = 0;

	/** All addresses, beginning with the next one. */
	const order = (path: string): readonly string[] => {
		const all = route(path) ?? targets();
		const first = turn++ % Math.max(1, all.length);
		return [...all.slice(first), ...all.slice(0, first)];
	};
	const note = (target: string): void => void handed.set(target, (handed.get(target) ?? 0) + 1);

	const server = http.createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => hand(request, Buffer.concat(parts), response, order(request.url ?? '/')));
	});
	server.on('connection', (socket: Socket) => keep(socket));

	function keep(socket: Duplex): void {
		open.add(socket);
		socket.on('error', () => undefined);
		socket.once('close', () => open.delete(socket));
	}

	function hand(
		request: IncomingMessage,
		body: Buffer,
		response: ServerResponse,
		[target, ...rest]: readonly string[]
	) {
		if (target === undefined) return response.writeHead(502).end();
		const onward = http.request(
			new URL(request.url ?? '/', target),
			{ method: request.method, headers: { ...forwarded(request), 'content-length': body.length }, agent: false },
			(answer) => {
				if (answer.statusCode === 503 && answer.headers['retry-after'] !== undefined && rest.length > 0) {
					answer.resume();
					hand(request, body, response, rest);
					return;
				}
				note(target);
				response.writeHead(answer.statusCode!, answer.headers);
				answer.pipe(response);
				answer.once('error', () => response.destroy());
				// A stream that nobody reads any more ends at its source too.
				response.once('close', () => answer.destroy());
			}
		);
		onward.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'ECONNREFUSED' && rest.length > 0) hand(request, body, response, rest);
			else if (response.headersSent) response.destroy();
			else response.writeHead(502).end();
		});
		response.once('close', () => onward.destroy());
		onward.end(body);
	}

	server.on('upgrade', (request, near, head) => {
		keep(near);
		join(request, near, head, order(request.url ?? '/'));
	});

	function join(request: IncomingMessage, near: Duplex, head: Buffer, [target, ...rest]: readonly string[]): void {
		if (target === undefined) return void near.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
		const far = connect(Number(new URL(target).port), '127.0.0.1');
		far.once('connect', () => {
			note(target);
			const lines = Object.entries(forwarded(request)).map(([name, value]) => `${name}: ${String(value)}\r\n`);
			far.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines.join('')}\r\n`);
			far.write(head);
			far.pipe(near).pipe(far);
		});
		far.on('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'ECONNREFUSED') join(request, near, head, rest);
			else near.destroy();
		});
		near.once('close', () => far.destroy());
	}

	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		handed,
		close: () => {
			for (const socket of open) socket.destroy();
			return new Promise((done) => server.close(() => done()));
		}
	};
}

/** The request's headers, with the address of whoever asked. */
const forwarded = ({ headers, socket }: IncomingMessage): http.OutgoingHttpHeaders => ({
	...headers,
	'x-forwarded-for': [headers['x-forwarded-for'], socket.remoteAddress].filter(Boolean).join(', ')
});
