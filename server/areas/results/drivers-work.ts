import { Worker } from 'node:worker_threads';
import { MIN_PAIRS, type DriverPairs } from '#domain/metrics/driver-pairs.ts';
import { drivers, type Drivers } from '#domain/metrics/drivers.ts';
import { peopleWith } from './drivers-pairs.ts';

export type DriversWork = (pairs: DriverPairs) => Promise<Drivers>;

/**
 * Works drivers out beside the event loop, one after the other: a thread is memory, and whoever asks twice gains nothing by
 * two. Where nothing has enough pairs there is nothing to work out.
 */
export function createDriversWork(): DriversWork {
	let last: Promise<unknown> = Promise.resolve();
	return (pairs) => {
		const all = Array.from({ length: pairs.measures }, (_, at) => at);
		if (all.every((at) => peopleWith(pairs, [at]) < MIN_PAIRS)) return Promise.resolve(drivers(pairs));
		const made = last.then(() => inThread(pairs));
		last = made.catch(() => undefined);
		return made;
	};
}

function inThread(pairs: DriverPairs): Promise<Drivers> {
	return new Promise((resolve, reject) => {
		const thread = new Worker(new URL('./drivers-thread.ts', import.meta.url), { workerData: pairs });
		thread.once('message', resolve);
		thread.once('error', reject);
		thread.once('exit', (code) => reject(new Error(`drivers were not worked out: their thread ended with ${code}`)));
	});
}
