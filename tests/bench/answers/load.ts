import { randomBytes } from 'node:crypto';
import { uuidv7 } from '#domain/shared/ids.ts';
import { issueTicket } from '../../../server/areas/answers/ticket.ts';
import { Agent, request } from 'node:http';

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

/** Posts a form over kept connections; resolves when the answer is the expected redirect. */
export function formPoster(
	url: string,
	connections: number
): (path: string, fields: Record<string, string>) => Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	return (path, fields) =>
		new Promise((resolve, reject) => {
			const body = new URLSearchParams(fields).toString();
			const headers = {
				'content-type': 'application/x-www-form-urlencoded',
				'content-length': Buffer.byteLength(body),
				accept: 'text/html',
				// From everywhere: more than a hall full of people behind one address is a flood, and not counted.
				'x-forwarded-for': [10, ...Array.from({ length: 3 }, () => Math.floor(Math.random() * 256))].join('.')
			};
			const sent = request(url + path, { method: 'POST', agent, headers }, (answer) => {
				answer.resume();
				answer.on('end', () =>
					answer.statusCode === 303 ? resolve() : reject(new Error(`status ${answer.statusCode}`))
				);
			});
			sent.on('error', reject);
			sent.end(body);
		});
}

/** What starts the program so that `filledForm` can stand for a form that somebody loaded and thought about. */
export const BENCH_ENV = { SECRET: 'a secret for benches alone, of any length', TRUSTED_PROXIES: '1' };

/** The hidden fields of a form that was loaded some seconds ago. */
export function filledForm(code: string): Record<string, string> {
	const response = uuidv7(Date.now(), randomBytes(10));
	const ticket = issueTicket(BENCH_ENV.SECRET, code, response, new Date(Date.now() - 5000));
	return { response, _ticket: ticket, lang: 'en' };
}
