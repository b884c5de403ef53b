import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CollabStats } from '../../collab/index.ts';
import type { EventStats } from '../../events/index.ts';

/** Upper bounds of the duration buckets, seconds. */
const bounds = [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

export interface Metrics {
	/** @param seconds from the request's arrival to the end of its answer */
	request(method: string, status: number, seconds: number): void;
	/** Prometheus text format 0.0.4. @param more what else is known now */
	text(more: readonly Sample[]): Promise<string>;
}

export interface Sample {
	readonly name: string;
	readonly type: 'counter' | 'gauge';
	readonly help: string;
	readonly value: number;
}

/** What the collaboration server says about itself. */
export const collabSamples = (stats: CollabStats): Sample[] => [
	{ name: 'wayfelt_collab_rooms', type: 'gauge', help: 'Documents open for editing.', value: stats.rooms },
	{ name: 'wayfelt_collab_connections', type: 'gauge', help: 'Open editing connections.', value: stats.sockets },
	{ name: 'wayfelt_collab_commits_total', type: 'counter', help: 'Group commits of edits.', value: stats.commits },
	{ name: 'wayfelt_collab_rows_total', type: 'counter', help: 'Rows in those commits.', value: stats.rows },
	{ name: 'wayfelt_collab_failures_total', type: 'counter', help: 'Group commits that failed.', value: stats.failures },
	{
		name: 'wayfelt_collab_set_aside_total',
		type: 'counter',
		help: 'Edits that could not be put into their document and were set aside.',
		value: stats.setAside
	}
];

/** How far the consumers of events are, over all processes. */
export const eventSamples = ({ waiting, queued, dead }: EventStats): Sample[] => [
	{ name: 'wayfelt_events_waiting', type: 'gauge', help: 'Events that are in no queue yet.', value: waiting },
	{ name: 'wayfelt_events_queued', type: 'gauge', help: 'Events that a consumer has yet to handle.', value: queued },
	{
		name: 'wayfelt_events_dead',
		type: 'gauge',
		help: 'Events of the last 90 days that a consumer failed at for the last time; the log names them.',
		value: dead
	}
];

/** How far tables are behind documents, over all processes. */
export const projectionSamples = (behind: number): Sample[] => [
	{
		name: 'wayfelt_documents_behind',
		type: 'gauge',
		help: 'Documents of which lists and search do not yet say what was edited last.',
		value: behind
	}
];

/** Counters of this process. No paths and ids in labels: their number must not grow with use. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	addProcess(registry);
	const requests = new Counter({
		name: 'http_requests_total',
		help: 'Requests answered.',
		labelNames: ['method', 'status'],
		registers: [registry]
	});
	const durations = new Histogram({
		name: 'http_request_duration_seconds',
		help: 'Time to the end of the answer.',
		buckets: bounds,
		registers: [registry]
	});

	return {
		request(method, status, seconds) {
			requests.inc({
				method: /^[A-Z]{3,7}$/.test(method) ? method : 'OTHER',
				status: `${Math.floor(status / 100)}xx`
			});
			durations.observe(seconds);
		},

		async text(more) {
			// What others count is read anew each time, and what nobody can say yet is left out rather than 0.
			const now = new Registry();
			for (const { type, value, ...told } of more) {
				if (type === 'counter') new Counter({ ...told, registers: [now] }).inc(value);
				else new Gauge({ ...told, registers: [now] }).set(value);
			}
			return Registry.merge([registry, now]).metrics();
		}
	};
}

/** What Node says of the process; prom-client's own set has more, under other names. */
function addProcess(registry: Registry): void {
	const gauge = (name: string, help: string, read: () => number): unknown =>
		new Gauge({
			name,
			help,
			registers: [registry],
			collect: function () {
				this.set(read());
			}
		});
	new Counter({
		name: 'process_cpu_seconds_total',
		help: 'CPU time of the process.',
		registers: [registry],
		collect() {
			const { user, system } = process.cpuUsage();
			this.reset();
			this.inc((user + system) / 1e6);
		}
	});
	gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
	gauge('process_start_time_seconds', 'Start, seconds since 1970.', () => Math.round(performance.timeOrigin / 1000));
	gauge('nodejs_heap_used_bytes', 'JavaScript heap in use.', () => process.memoryUsage().heapUsed);
	const delay = monitorEventLoopDelay({ resolution: 20 });
	delay.enable();
	gauge(
		'nodejs_eventloop_delay_p99_seconds',
		'Delay of the event loop, 99th percentile since the last reading.',
		() => {
			const seconds = delay.percentile(99) / 1e9;
			delay.reset();
			return seconds;
		}
	);
}
