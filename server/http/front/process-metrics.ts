import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { CollabStats } from '../../collab/index.ts';
import type { EventStats } from '../../events/index.ts';

/** Upper bounds of the duration buckets, seconds. */
const bounds = [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

export interface Metrics {
	/** @param seconds from the request's arrival to the end of its answer */
	request(method: string, status: number, seconds: number): void;
	/** Prometheus text format 0.0.4. */
	text(more: readonly Sample[]): string;
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
	const delay = monitorEventLoopDelay({ resolution: 20 });
	delay.enable();
	const requests = new Map<string, number>();
	const buckets = new Array<number>(bounds.length).fill(0);
	let [count, sum] = [0, 0];

	return {
		request(method, status, seconds) {
			const labels = `method="${/^[A-Z]{3,7}$/.test(method) ? method : 'OTHER'}",status="${Math.floor(status / 100)}xx"`;
			requests.set(labels, (requests.get(labels) ?? 0) + 1);
			bounds.forEach((bound, i) => seconds <= bound && buckets[i]!++);
			count++;
			sum += seconds;
		},

		text(more) {
			const { rss, heapUsed } = process.memoryUsage();
			const cpu = process.cpuUsage();
			const lines: string[] = [];
			const add = (name: string, type: string, help: string, ...samples: string[]): void => {
				lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples);
			};
			const gauge = (name: string, help: string, value: number): void => add(name, 'gauge', help, `${name} ${value}`);
			add(
				'process_cpu_seconds_total',
				'counter',
				'CPU time of the process.',
				`process_cpu_seconds_total ${(cpu.user + cpu.system) / 1e6}`
			);
			gauge('process_resident_memory_bytes', 'Resident memory.', rss);
			gauge('process_start_time_seconds', 'Start, seconds since 1970.', Math.round(performance.timeOrigin / 1000));
			gauge('nodejs_heap_used_bytes', 'JavaScript heap in use.', heapUsed);
			gauge(
				'nodejs_eventloop_delay_p99_seconds',
				'Delay of the event loop, 99th percentile since the last reading.',
				delay.percentile(99) / 1e9
			);
			delay.reset();
			const counted = [...requests].map(([labels, n]) => `http_requests_total{${labels}} ${n}`);
			add('http_requests_total', 'counter', 'Requests answered.', ...counted);
			const name = 'http_request_duration_seconds';
			add(
				name,
				'histogram',
				'Time to the end of the answer.',
				...bounds.map((bound, i) => `${name}_bucket{le="${bound}"} ${buckets[i]}`),
				`${name}_bucket{le="+Inf"} ${count}`,
				`${name}_sum ${sum}`,
				`${name}_count ${count}`
			);
			for (const { name: sample, type, help, value } of more) add(sample, type, help, `${sample} ${value}`);
			return `${lines.join('\n')}\n`;
		}
	};
}
