import { expect, it } from 'vitest';
import { collabSamples, createMetrics, eventSamples, projectionSamples } from './process-metrics.ts';

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const typesOf = (text: string): string[] =>
	lines(text)
		.filter((line) => line.startsWith('# TYPE '))
		.map((line) => line.slice('# TYPE '.length));
const ofRequests = (text: string): string[] => lines(text).filter((line) => line.startsWith('http_'));

const more = () => [
	...collabSamples({ rooms: 1, sockets: 2, commits: 3, rows: 4, failures: 0, setAside: 0, databaseUp: true }),
	...eventSamples({ waiting: 0, queued: 5, dead: 1 }),
	...projectionSamples(6)
];

it('every name and type that dashboards and alerts may ask for', async () => {
	expect(typesOf(await createMetrics().text(more()))).toEqual([
		'process_cpu_seconds_total counter',
		'process_resident_memory_bytes gauge',
		'process_start_time_seconds gauge',
		'nodejs_heap_used_bytes gauge',
		'nodejs_eventloop_delay_p99_seconds gauge',
		'http_requests_total counter',
		'http_request_duration_seconds histogram',
		'wayfelt_collab_rooms gauge',
		'wayfelt_collab_connections gauge',
		'wayfelt_collab_commits_total counter',
		'wayfelt_collab_rows_total counter',
		'wayfelt_collab_failures_total counter',
		'wayfelt_collab_set_aside_total counter',
		'wayfelt_events_waiting gauge',
		'wayfelt_events_queued gauge',
		'wayfelt_events_dead gauge',
		'wayfelt_documents_behind gauge'
	]);
});

it('requests are counted by method and class of status, whatever a client sends, and by time', async () => {
	const metrics = createMetrics();
	metrics.request('GET', 200, 0.004);
	metrics.request('GET', 204, 0.005);
	metrics.request('POST', 503, 0.25);
	metrics.request('x"} 1\nother', 404, 11);
	expect(ofRequests(await metrics.text([]))).toEqual([
		'http_requests_total{method="GET",status="2xx"} 2',
		'http_requests_total{method="POST",status="5xx"} 1',
		'http_requests_total{method="OTHER",status="4xx"} 1',
		...[2, 2, 2, 2, 3, 3, 3, 3].map(
			(n, at) => `http_request_duration_seconds_bucket{le="${[0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10][at]}"} ${n}`
		),
		'http_request_duration_seconds_bucket{le="+Inf"} 4',
		'http_request_duration_seconds_sum 11.259',
		'http_request_duration_seconds_count 4'
	]);
});

it('what others count is as it is at each reading, and nothing while nobody can say it', async () => {
	const metrics = createMetrics();
	expect(await metrics.text([])).not.toContain('wayfelt_');
	for (let reading = 0; reading < 2; reading++) {
		const text = lines(await metrics.text(more()));
		expect(text).toContain('wayfelt_collab_rows_total 4');
		expect(text).toContain('wayfelt_events_queued 5');
		expect(text).toContain('wayfelt_events_waiting 0');
	}
	expect(await metrics.text([])).not.toContain('wayfelt_');
});

it('two in one process count each for itself', async () => {
	const [one, other] = [createMetrics(), createMetrics()];
	one.request('GET', 200, 1);
	expect(ofRequests(await other.text([]))).not.toContain('http_requests_total{method="GET",status="2xx"} 1');
});
