import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { messageTypes } from '#document/core/close-codes.ts';
import { startBuiltApp } from '../../support/built-app.ts';
import { askedJourney } from './journey.ts';
import { BENCH_ENV, filledForm, formPoster, percentile } from './load.ts';

/*
 * How soon an answer is on the boards: some boards of one journey listen, answers come one by one at random moments, and
 * each is timed from its submit to its thank-you page and to the last board's event that counts it.
 * Boards listen on their collaboration socket; `--over stream` measures `/live`, which is for programs.
 * `npm run build && npm run bench:live [-- --answers 200 --boards 10 --over socket]`
 */
const { values } = parseArgs({
	options: {
		answers: { type: 'string', default: '200' },
		boards: { type: 'string', default: '10' },
		over: { type: 'string', default: 'socket' }
	}
});
const [answers, boards] = [values.answers, values.boards].map(Number) as [number, number];
/** The mark of the project, ms. */
const MARK = 1000;

const app = await startBuiltApp(BENCH_ENV);
const closing = new AbortController();
try {
	const { journeyId, code, cookie } = await askedJourney(app.url);
	/** Answers that each board has been told of. */
	const told = Array.from({ length: boards }, () => 0);
	let changed = Promise.withResolvers<void>();
	for (let board = 0; board < boards; board++) await listen(board);

	const post = formPoster(app.url, 1);
	const thanked: number[] = [];
	const shown: number[] = [];
	for (let n = 1; n <= answers; n++) {
		await delay(150 + Math.random() * 300);
		const begun = performance.now();
		await post(`/s/${code}`, { ...filledForm(code), nps: String(n % 11) });
		thanked.push(performance.now() - begun);
		while (Math.min(...told) < n) await changed.promise;
		shown.push(performance.now() - begun);
	}
	const line = (name: string, times: readonly number[]): void =>
		console.log(name.padEnd(34), ...[50, 95, 99, 100].map((p) => percentile(times, p).toFixed(1).padStart(9)));
	console.log(`${answers} answers, ${boards} boards`.padEnd(34), '   p50 ms    p95 ms    p99 ms    max ms');
	line('submit → thank-you page', thanked);
	line('submit → the last board has it', shown);
	const late = shown.filter((ms) => ms > MARK).length;
	console.log(JSON.stringify({ bench: 'live', p95: percentile(shown, 95), max: Math.max(...shown), mark: MARK, late }));

	/** One open board: resolves when it is listening. */
	async function listen(board: number): Promise<void> {
		const ready = Promise.withResolvers<void>();
		const heard = (event: string, data: string): void => {
			if (event === 'hello' || event === 'following') return ready.resolve();
			if (event !== 'score') return;
			const { scores } = JSON.parse(data) as { scores: { n: number }[] };
			told[board] = Math.max(...scores.map(({ n }) => n));
			changed.resolve();
			changed = Promise.withResolvers();
		};
		if (values.over === 'stream') await stream(heard);
		else socket(heard);
		await ready.promise;
	}

	function socket(heard: (event: string, data: string) => void): void {
		const board = new WebSocket(`${app.url.replace(/^http/, 'ws')}/collab/journey/${journeyId}`, {
			headers: { cookie, origin: app.url }
		});
		closing.signal.addEventListener('abort', () => board.terminate());
		board.on('message', (message: Buffer) => {
			const decoder = decoding.createDecoder(message);
			if (decoding.readVarUint(decoder) !== messageTypes.event) return;
			heard(decoding.readVarString(decoder), decoding.readVarString(decoder));
		});
	}

	async function stream(heard: (event: string, data: string) => void): Promise<void> {
		const { body } = await fetch(`${app.url}/live?journey=${journeyId}`, {
			headers: { cookie },
			signal: closing.signal
		});
		void read(body!.pipeThrough(new TextDecoderStream()), heard).catch((error: unknown) => {
			if (!closing.signal.aborted) throw error;
		});
	}
} finally {
	closing.abort();
	await app.stop();
	app.cleanup();
}

async function read(stream: ReadableStream<string>, heard: (event: string, data: string) => void): Promise<void> {
	let text = '';
	for await (const chunk of stream) {
		text += chunk;
		for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
			const lines = text.slice(0, end).split('\n');
			text = text.slice(end + 2);
			const field = (name: string): string | undefined =>
				lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
			const event = field('event');
			if (event !== undefined) heard(event, field('data') ?? '');
		}
	}
}
