import { expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { api } from './client.ts';

const answering = (fetch: () => Promise<Response>) => api.get('/workspace', { fetch });

it('says in words for people that no answer came, and that one came from something between', async () => {
	await expect(answering(() => Promise.reject(new TypeError('Failed to fetch')))).rejects.toMatchObject({
		...{ status: 0, code: 'network', message: m.common_save_failed() }
	});
	const between = new Response('<html>', { status: 502, statusText: 'Bad Gateway' });
	await expect(answering(() => Promise.resolve(between))).rejects.toMatchObject({
		...{ status: 502, message: m.common_save_failed() }
	});
});

it('passes on what the API says', async () => {
	const error = { code: 'forbidden', message: 'You may not.', issues: [] };
	const refused = new Response(JSON.stringify({ error }), { status: 403 });
	await expect(answering(() => Promise.resolve(refused))).rejects.toMatchObject({ ...error, status: 403 });
});
