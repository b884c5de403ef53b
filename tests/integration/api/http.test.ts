import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { caller, openApp, ORIGIN } from './support.ts';

describe.each(testDatabases())('API over HTTP ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;
	let call: ReturnType<typeof caller>;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
		call = caller(open.app, owner.actor);
	});
	afterAll(() => open.close());

	const countJourneys = async () => (await call('GET', '/journeys?limit=200')).json.items.length as number;

	it('walks the main job end to end', async () => {
		const journey = await call('POST', '/journeys', { body: { title: 'Trip', template: 'airline' } });
		expect(journey.status).toBe(201);
		const { touchpoints } = (await call('GET', `/journeys/${journey.json.id}`)).json;
		const asked = await call('POST', `/touchpoints/${touchpoints[0].id}/ask`, {
			body: { journeyId: journey.json.id, kind: 'csat' }
		});
		expect(asked.status).toBe(201);
		const { collector } = asked.json;
		expect(collector.url).toBe(`${ORIGIN}/s/${collector.code}`);
		const recorded = await call('POST', '/responses', {
			body: { collectorCode: collector.code, answers: { csat: 5, comment: '很好' } }
		});
		expect(recorded).toMatchObject({ status: 201, json: { status: 'created' } });
		const batch = await call('POST', '/responses/batch', {
			body: {
				responses: [4, 4, 2, 5, 6].map((score) => ({
					collectorCode: collector.code,
					id: newId(),
					answers: { csat: score }
				}))
			}
		});
		expect(batch.json.results.map((one: { status: string }) => one.status)).toEqual([
			'created',
			'created',
			'created',
			'created',
			'invalid'
		]);
		const results = await call('GET', `/journeys/${journey.json.id}/results`);
		expect(results.json.touchpoints[touchpoints[0].id][0]).toMatchObject({ metric: 'csat', n: 5, value: 80 });
		const listed = await call('GET', `/responses?touchpointId=${touchpoints[0].id}&limit=2`);
		expect(listed.json.items).toHaveLength(2);
		expect(listed.json.next).toEqual(expect.any(String));
		const csv = await call('GET', `/responses/export.csv?journeyId=${journey.json.id}`);
		expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(csv.text.split('\r\n')).toHaveLength(7);
		const svg = await call('GET', `/collectors/${collector.id}/qr.svg`);
		expect(svg.text).toContain('<svg');
		expect((await call('PATCH', `/collectors/${collector.id}`, { body: { status: 'closed' } })).json.status).toBe(
			'closed'
		);
		const trend = await call(
			'GET',
			`/touchpoints/${touchpoints[0].id}/trend?definition=${results.json.touchpoints[touchpoints[0].id][0].definition}`
		);
		expect(trend.json.days).toHaveLength(30);
		expect((await call('GET', `/touchpoints/${touchpoints[0].id}/comments?limit=5`)).json.items).toHaveLength(1);
	});

	it('deletes an answer for owners and admins, who cannot get it back by sending it again', async () => {
		const journey = await call('POST', '/journeys', { body: { title: 'Trip', template: 'airline' } });
		const { touchpoints } = (await call('GET', `/journeys/${journey.json.id}`)).json;
		const asked = await call('POST', `/touchpoints/${touchpoints[0].id}/ask`, {
			body: { journeyId: journey.json.id, kind: 'nps' }
		});
		const body = { collectorCode: asked.json.collector.code, id: newId(), answers: { nps: 1 } };
		await call('POST', '/responses', { body });
		const editor = caller(open.app, (await open.people.member(owner, 'editor')).actor);
		expect((await editor('DELETE', `/responses/${body.id}`)).status).toBe(403);
		expect((await call('DELETE', `/responses/${body.id}`)).status).toBe(204);
		expect((await call('DELETE', `/responses/${body.id}`)).status).toBe(404);
		expect((await call('POST', '/responses', { body })).json).toEqual({ id: body.id, status: 'duplicate' });
		expect((await call('GET', `/responses?touchpointId=${touchpoints[0].id}`)).json.items).toEqual([]);
		const results = await call('GET', `/journeys/${journey.json.id}/results`);
		expect(results.json.touchpoints[touchpoints[0].id]?.[0]?.n ?? 0).toBe(0);
		expect(await open.app.responses.recount(owner.actor.workspaceId)).toEqual([]);
	});

	it('refuses what is not JSON, too large, malformed, unknown or unstorable', async () => {
		const refused = async (sent: Parameters<typeof call>[2], path = '/journeys') => {
			const { status, json } = await call('POST', path, sent);
			return [status, json.error.code];
		};
		expect(
			await refused({ body: 'title=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
		).toEqual([415, 'unsupported_media_type']);
		expect(await refused({ body: '{"title":' })).toEqual([400, 'malformed_json']);
		expect(await refused({ body: { title: 'x', workspaceId: newId() } })).toEqual([400, 'invalid']);
		expect(await refused({ body: { title: 'a\u0000b' } })).toEqual([400, 'invalid']);
		expect(await refused({ body: '{"title":"\\ud800"}' })).toEqual([400, 'invalid']);
		expect(await refused({ body: `${'['.repeat(5000)}${']'.repeat(5000)}` })).toEqual([400, 'invalid']);
		expect(await refused({ body: { title: 'x'.repeat(300_000) } })).toEqual([413, 'payload_too_large']);
		expect(await refused({})).toEqual([400, 'invalid']);
		expect((await call('GET', '/journeys?limit=1&limit=2')).status).toBe(400);
		expect((await call('GET', '/journeys?nonsense=1')).status).toBe(400);
		expect((await call('GET', '/journeys?limit=0')).status).toBe(400);
		expect((await call('GET', '/journeys/not-an-id')).status).toBe(404);
	});

	it.each([
		'journeys',
		'surveys',
		'responses',
		'collectors',
		'members',
		'departments',
		'invitations',
		'tokens',
		'imports'
	])('/%s is given page by page, each item once', async (list) => {
		const journey = await call('POST', '/journeys', { body: { title: 'Pages', template: 'airline' } });
		const { touchpoints } = (await call('GET', `/journeys/${journey.json.id}`)).json;
		for (const touchpoint of touchpoints.slice(0, 3)) {
			const asked = await call('POST', `/touchpoints/${touchpoint.id}/ask`, {
				body: { journeyId: journey.json.id, kind: 'nps' }
			});
			await call('POST', '/responses', { body: { collectorCode: asked.json.collector.code, answers: { nps: 9 } } });
		}
		for (const name of ['One', 'Two', 'Three']) {
			await call('POST', '/departments', { body: { name: `${name} of ${list}` } });
			await call('POST', '/invitations', { body: { role: 'viewer' } });
			await call('POST', '/tokens', { body: { name, role: 'viewer' } });
			await call('POST', '/journeys', { body: { title: name } });
			const run = { kind: 'nps', total: 1, touchpointIds: [touchpoints[0].id], language: 'en' };
			await call('POST', '/imports', { body: { ...run, fileName: `${name}.csv` } });
			await open.people.member(owner, 'viewer');
		}
		const ids = (items: { id?: string; userId?: string }[]) => items.map((item) => item.id ?? item.userId);
		const whole = (await call('GET', `/${list}?limit=200`)).json;
		expect(whole.next).toBe(null);
		const found: unknown[] = [];
		let next: string | null = null;
		do {
			const page = await call('GET', `/${list}?limit=2${next === null ? '' : `&cursor=${encodeURIComponent(next)}`}`);
			expect(page.status).toBe(200);
			expect(page.json.items.length).toBeLessThanOrEqual(2);
			found.push(...ids(page.json.items));
			next = page.json.next;
		} while (next !== null);
		expect(found).toEqual(ids(whole.items));
		expect(found.length).toBeGreaterThan(2);
		expect((await call('GET', `/${list}?cursor=nowhere`)).status).toBe(400);
	});

	// A session from foreign pages never gets here: the front refuses it (server/http/front/request-origin.test.ts, tests/security).
	it('takes a token from anywhere, nobody without one, and from a viewer no change', async () => {
		const byToken = caller(open.app, { ...owner.actor, via: 'token', tokenId: newId() });
		expect(
			(await byToken('POST', '/journeys', { body: { title: 'x' }, headers: { origin: 'https://elsewhere.example' } }))
				.status
		).toBe(201);
		expect((await caller(open.app, null)('GET', '/journeys')).status).toBe(401);
		const viewer = caller(open.app, (await open.people.member(owner, 'viewer')).actor);
		expect((await viewer('POST', '/journeys', { body: { title: 'x' } })).status).toBe(403);
	});

	describe('Idempotency-Key', () => {
		const post = (key: string, title: string) =>
			call('POST', '/journeys', { body: { title }, headers: { 'idempotency-key': key } });

		it('gives the first answer again', async () => {
			const before = await countJourneys();
			const first = await post('one', 'Once');
			const again = await post('one', 'Once');
			expect(again.text).toBe(first.text);
			expect([first.status, again.status]).toEqual([201, 201]);
			expect(again.headers.get('idempotency-replayed')).toBe('true');
			expect(await countJourneys()).toBe(before + 1);
		});

		it('refuses the same key for another request', async () => {
			await post('two', 'This');
			expect((await post('two', 'That')).json.error.code).toBe('idempotency_mismatch');
			const elsewhere = await call('POST', '/departments', {
				body: { title: 'This' },
				headers: { 'idempotency-key': 'two' }
			});
			expect(elsewhere.json.error.code).toBe('idempotency_mismatch');
		});

		it('of many at once exactly one works, the others wait or get its answer', async () => {
			const before = await countJourneys();
			const answers = await Promise.all(Array.from({ length: 8 }, () => post('three', 'At once')));
			const made = answers.filter((one) => one.status === 201);
			const waiting = answers.filter((one) => one.status === 409);
			expect(new Set(made.map((one) => one.text)).size).toBe(1);
			expect(made.length + waiting.length).toBe(8);
			for (const one of waiting) {
				expect(one.json.error.code).toBe('idempotency_in_progress');
				expect(one.headers.get('retry-after')).toBe('1');
			}
			expect(await countJourneys()).toBe(before + 1);
			expect((await post('three', 'At once')).text).toBe(made[0]!.text);
		});

		it('a refusal is not kept: it changed nothing', async () => {
			expect((await post('four', '')).status).toBe(400);
			expect((await post('four', 'Now right')).status).toBe(201);
		});

		it('belongs to who sent it, and is forgotten after a day', async () => {
			const editor = caller(open.app, (await open.people.member(owner, 'editor')).actor);
			await post('five', 'Mine');
			expect(
				(await editor('POST', '/journeys', { body: { title: 'Theirs' }, headers: { 'idempotency-key': 'five' } }))
					.status
			).toBe(201);
			const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
			await open.db.system
				.updateTable('idempotency_key')
				.set({ created_at: yesterday })
				.where('key', '=', 'five')
				.execute();
			const { purgeIdempotencyKeys } = await import('../../../server/areas/shared/jobs/purge-idempotency-keys.ts');
			expect((await post('five', 'Another')).status).toBe(201);
			// What was taken anew is young again; the other person's is a day old.
			expect(await purgeIdempotencyKeys.run({ system: open.db.system, now: () => new Date() })).toBe(1);
		});

		it('never keeps a secret', async () => {
			const make = () =>
				call('POST', '/tokens', { body: { name: 'CI', role: 'viewer' }, headers: { 'idempotency-key': 'six' } });
			const { json } = await make();
			expect(json.token).toMatch(/^wf_/);
			expect((await make()).json.error.code).toBe('idempotency_done');
			const kept = await open.db.system
				.selectFrom('idempotency_key')
				.selectAll()
				.where('key', '=', 'six')
				.executeTakeFirstOrThrow();
			expect(JSON.stringify(kept)).not.toContain(json.token);
		});

		it('is checked itself', async () => {
			expect((await post('x'.repeat(256), 'x')).json.error.code).toBe('idempotency_key');
			expect((await post('with space', 'x')).json.error.code).toBe('idempotency_key');
		});
	});
});
