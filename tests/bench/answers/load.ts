import { randomBytes } from 'node:crypto';
import { uuidv7 } from '#domain/shared/ids.ts';
import { issueTicket } from '../../../server/areas/answers/ticket.ts';
import { connect } from 'node:net';

/** Milliseconds of each call, in the order in which they ended. */
export interface Load {
	readonly latencies: readonly number[];
	readonly failures: number;
	/** Calls that ended per second. */
	readonly rate: number;
}

/**
 * Open loop: calls begin on schedule whether or not the ones before have ended, and each is timed from when it should
 * have begun – a server that stalls is charged for everybody who waited.
 */
export async function openLoop(call: () => Promise<void>, perSecond: number, seconds: number): Promise<Load> {
	const count = perSecond * seconds;
	const start = performance.now() + 50;
	const latencies: number[] = [];
	let failures = 0;
	await new Promise<void>((done) => {
		let begun = 0;
		let ended = 0;
		const end = (): void => {
			if (++ended === count) done();
		};
		function beginDue(): void {
			while (begun < count) {
				const due = start + (begun * 1000) / perSecond;
				const wait = due - performance.now();
				if (wait > 0) {
					setTimeout(beginDue, wait);
					return;
				}
				begun++;
				call()
					.then(
						() => latencies.push(performance.now() - due),
						() => failures++
					)
					.finally(end);
			}
		}
		beginDue();
	});
	return { latencies, failures, rate: (1000 * latencies.length) / (performance.now() - start) };
}

/** Closed loop: so many callers, each begins again as soon as its call has ended. */
export async function closedLoop(call: () => Promise<void>, callers: number, seconds: number): Promise<Load> {
	const start = performance.now();
	const latencies: number[] = [];
	let failures = 0;
	const caller = async (): Promise<void> => {
		while (performance.now() - start < seconds * 1000) {
			const begun = performance.now();
			await call().then(
				() => latencies.push(performance.now() - begun),
				() => failures++
			);
		}
	};
	await Promise.all(Array.from({ length: callers }, caller));
	return { latencies, failures, rate: (1000 * latencies.length) / (performance.now() - start) };
}

export function percentile(latencies: readonly number[], p: number): number {
	const sorted = [...latencies].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? NaN;
}

/**
 * Posts a form over kept connections; resolves when the answer is the expected redirect. Written by hand: Node's own client
 * took as much of the machine's two cores as the program that is measured.
 */
export function formPoster(
	url: string,
	connections: number
): (path: string, fields: Record<string, string>) => Promise<void> {
	const { hostname, port, host } = new URL(url);
	const idle: Connection[] = [];
	const waiting: ((free: Connection) => void)[] = [];
	let open = 0;
	const free = (): Connection | Promise<Connection> => {
		for (let one = idle.pop(); one; one = idle.pop()) {
			// A server closes what nobody used for some seconds: others had their turn meanwhile.
			if (one.isOpen()) return one;
			open--;
		}
		if (open++ < connections) return connection(hostname, Number(port));
		return new Promise((done) => waiting.push(done));
	};
	return async (path, fields) => {
		const one = await free();
		const body = new URLSearchParams(fields).toString();
		// From everywhere: more than a hall full of people behind one address is a flood, and not counted.
		const from = [10, ...Array.from({ length: 3 }, () => Math.floor(Math.random() * 256))].join('.');
		try {
			await one.send(
				`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\nAccept: text/html\r\nX-Forwarded-For: ${from}\r\n\r\n${body}`
			);
		} finally {
			const next = waiting.shift();
			if (next) next(one);
			else idle.push(one);
		}
	};
}

interface Connection {
	isOpen(): boolean;
	/** @throws Error with what the server says where that is not the redirect, which has no body */
	send(request: string): Promise<void>;
}

function connection(host: string, port: number): Connection {
	const socket = connect({ host, port, noDelay: true }).unref();
	let answer = '';
	let isOpen = true;
	let wanted: PromiseWithResolvers<void> | undefined;
	socket.on('data', (chunk) => {
		answer += chunk.toString('latin1');
		if (!answer.endsWith('\r\n\r\n') && answer.startsWith('HTTP/1.1 303')) return;
		// Of another answer the body has no end that is looked for: the connection is of no more use.
		if (!answer.startsWith('HTTP/1.1 303')) socket.destroy(new Error(answer.slice(0, 500)));
		else wanted?.resolve();
		answer = '';
	});
	const lost = (error?: Error): void => {
		isOpen = false;
		wanted?.reject(error ?? new Error('the connection was closed'));
	};
	socket.on('error', lost).on('close', () => lost());
	return {
		isOpen: () => isOpen,
		send(request) {
			if (!isOpen) return Promise.reject(new Error('the connection was closed'));
			wanted = Promise.withResolvers();
			socket.write(request);
			return wanted.promise;
		}
	};
}

/** What starts the program so that `filledForm` can stand for a form that somebody loaded and thought about. */
export const BENCH_ENV = { SECRET: 'a secret for benches alone, of any length', TRUSTED_PROXIES: '1' };

/** The hidden fields of a form that was loaded some seconds ago. */
export function filledForm(code: string): Record<string, string> {
	const response = uuidv7(Date.now(), randomBytes(10));
	const ticket = issueTicket(BENCH_ENV.SECRET, code, response, new Date(Date.now() - 5000));
	return { response, _ticket: ticket, lang: 'en' };
}
