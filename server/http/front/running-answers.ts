import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from './process-metrics.ts';

/** The answers that are under way: counted when they end, and waited for when the program does. */
export class RunningAnswers {
	readonly #metrics: Metrics;
	readonly #running = new Set<ServerResponse>();
	#idle: (() => void) | undefined;

	constructor(metrics: Metrics) {
		this.#metrics = metrics;
	}

	track(request: IncomingMessage, response: ServerResponse): void {
		const began = performance.now();
		this.#running.add(response);
		response.once('close', () => {
			this.#running.delete(response);
			this.#metrics.request(request.method ?? '', response.statusCode, (performance.now() - began) / 1000);
			if (this.#running.size === 0) this.#idle?.();
		});
	}

	/** Ends the endless answers (live pages) and waits for the others, at most `ms`. */
	async drain(ms: number): Promise<void> {
		for (const response of this.#running) {
			if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.destroy();
			else if (!response.headersSent) response.setHeader('Connection', 'close');
		}
		if (this.#running.size === 0) return;
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<void>((done) => (timer = setTimeout(done, ms)));
		await Promise.race([new Promise<void>((done) => (this.#idle = done)), late]);
		clearTimeout(timer);
	}
}
