import worker from '#lib/features/survey-runner/kiosk/kiosk-worker.js?raw';
import type { RequestHandler } from './$types';

/** The worker of a kiosk's page, which may serve that page alone. */
export const GET: RequestHandler = ({ params }) =>
	new Response(worker, {
		headers: {
			'content-type': 'text/javascript; charset=utf-8',
			'cache-control': 'no-cache',
			'service-worker-allowed': `/s/${encodeURIComponent(params.code)}`
		}
	});
