import { parentPort, workerData } from 'node:worker_threads';
import type { DriverPairs } from '#domain/metrics/driver-pairs.ts';
import { drivers } from '#domain/metrics/drivers.ts';

/** Runs in a thread of its own (drivers-work.ts): a thousand resamples take a tenth of a second and more. */
parentPort!.postMessage(drivers(workerData as DriverPairs));
