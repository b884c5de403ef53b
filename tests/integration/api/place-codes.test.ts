import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCollectors } from '../../../server/areas/surveys/collectors.ts';
import { readPdf } from '../../../server/sheets/pdf-text.fixture.ts';
import { newId, testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { asked, createAnswerServices, type AnswerServices } from '../answers/support.ts';
import { caller, openApp, ORIGIN } from './support.ts';

const words = { call: '刚才付款，顺利吗？', more: '', second: '', scan: '微信扫一扫', typed: '', foot: '' };
const paper = { format: 'a5', lang: 'zh-CN', words, color: '#14504a', colored: false, logo: null, distance: 70 };

describe.each(testDatabases())('codes for places ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let services: AnswerServices;
	let owner: Person;
	let place: Awaited<ReturnType<typeof asked>>;

	beforeAll(async () => {
		open = await openApp(engine);
		services = createAnswerServices(open.db);
	});
	afterAll(() => open.close());
	beforeEach(async () => {
		({ owner } = await open.people.workspace('云杉百货'));
		place = await asked(open.db, services, owner, 'csat');
	});

	const send = (list: string, more: object = {}, actor: Person['actor'] | null = owner.actor) =>
		caller(open.app, actor)('POST', `/touchpoints/${place.touchpointId}/codes`, {
			body: { surveyId: place.survey.id, list, ...more }
		});
	const stored = async () => {
		const { workspaceId } = owner.actor;
		const rows = await open.db.system
			.selectFrom('collector')
			.selectAll()
			.where('workspace_id', '=', workspaceId)
			.where('name', 'is not', null)
			.orderBy('name')
			.execute();
		const codes = await open.db.system
			.selectFrom('collector_code')
			.select('code')
			.where('workspace_id', '=', workspaceId)
			.execute();
		const events = await open.db.system
			.selectFrom('outbox')
			.select(['kind', 'subject_id', 'payload'])
			.where('workspace_id', '=', workspaceId)
			.where('kind', 'in', ['collector.created', 'collector.changed'])
			.execute();
		return { rows, codes: codes.map(({ code }) => code), events };
	};

	it('makes three hundred shops three hundred codes with their owners, and the same list the same codes', async () => {
		const list = [
			'shop,owner',
			...Array.from({ length: 300 }, (_, at) => `门店 ${at + 1},Owner${at % 40}@Example.com`)
		].join('\n');
		const before = await stored();
		const first = await send(list);
		expect(first.status, first.text).toBe(200);
		expect(first.json).toMatchObject({ created: 300, changed: 0, same: 0, wrong: [] });
		const after = await stored();
		expect(after.rows).toHaveLength(300);
		expect(after.rows.every((row) => row.channel === 'qr' && row.owner_email!.endsWith('@example.com'))).toBe(true);
		expect(new Set(after.codes).size).toBe(before.codes.length + 300);
		expect(after.events).toHaveLength(before.events.length + 300);

		const again = await send(list);
		expect(again.json).toMatchObject({ created: 0, changed: 0, same: 300 });
		const codesOf = (answer: typeof first) => answer.json.codes.map(({ code }: { code: string }) => code);
		expect(codesOf(again)).toEqual(codesOf(first));
		expect(await stored()).toEqual(after);

		// Lists have them in the order of the list.
		const listed = await caller(open.app, owner.actor)('GET', `/touchpoints/${place.touchpointId}/collectors`);
		expect(listed.json.collectors.slice(0, 300).map(({ name }: { name: string }) => name)).toEqual(
			Array.from({ length: 300 }, (_, at) => `门店 ${at + 1}`)
		);
		const asked = await caller(open.app, owner.actor)('GET', `/collectors?touchpointId=${place.touchpointId}&limit=1`);
		expect(asked.json.items[0]).toMatchObject({
			owner: { email: expect.stringMatching(/^owner\d+@example\.com$/) as string, name: null }
		});
	});

	it('gives a place another owner, and opens what was closed, where the list says so', async () => {
		const { email } = (await caller(open.app, owner.actor)('GET', '/members')).json.items[0];
		await send('门店 1,a@example.com\n门店 2,b@example.com');
		const [one, two] = (await stored()).rows as unknown as [{ id: string }, { id: string }];
		await caller(open.app, owner.actor)('PATCH', `/collectors/${two.id}`, { body: { status: 'closed' } });
		const answer = await send(`门店 1,${email}\n门店 2\n门店 3`);
		expect(answer.json).toMatchObject({ created: 1, changed: 2, same: 0 });
		const { events } = await stored();
		const changed = (id: string) =>
			events.filter((event) => event.kind === 'collector.changed' && event.subject_id === id).at(-1)?.payload;
		expect(changed(one.id)).toMatchObject({ fields: ['owner'] });
		expect(changed(two.id)).toMatchObject({ fields: ['status'] });
		const now = (id: string) => caller(open.app, owner.actor)('GET', `/collectors/${id}`);
		expect((await now(one.id)).json.owner).toEqual({ email, name: expect.any(String) as string });
		// A list without an owner takes none away.
		expect((await now(two.id)).json).toMatchObject({ status: 'open', owner: { email: 'b@example.com' } });
	});

	it('leaves a paused code paused: the same list is sent again for its paper', async () => {
		await send('门店 1');
		const [{ id }] = (await stored()).rows as unknown as [{ id: string }];
		const call = caller(open.app, owner.actor);
		await call('PATCH', `/collectors/${id}`, { body: { status: 'paused' } });
		expect((await send('门店 1')).json).toMatchObject({ created: 0, changed: 0, same: 1 });
		expect((await call('GET', `/collectors/${id}`)).json.status).toBe('paused');
	});

	it('lets an owner be given to one code, or to all of a place, and taken away', async () => {
		const call = caller(open.app, owner.actor);
		await send('门店 1,a@example.com\n门店 2,b@example.com');
		const [one, two] = (await stored()).rows as unknown as [{ id: string }, { id: string }];
		const set = (body: object) => call('PATCH', `/collectors/${one.id}`, { body });
		expect((await set({ owner: ' Li@Example.COM ' })).json).toMatchObject({
			name: '门店 1',
			owner: { email: 'li@example.com', name: null }
		});
		// Another one changes the name meanwhile: neither undoes the other.
		await set({ name: '门店 1a' });
		expect((await call('GET', `/collectors/${one.id}`)).json).toMatchObject({
			name: '门店 1a',
			owner: { email: 'li@example.com' }
		});
		for (const wrong of ['nobody', 'a@b', '', `${'x'.repeat(250)}@example.com`])
			expect((await set({ owner: wrong })).status).toBe(400);
		expect((await set({ owner: null })).json.owner).toBeNull();

		const given = (name: string, email: string | null, actor = owner.actor) =>
			caller(open.app, actor)('PATCH', '/places', { body: { name, owner: email } });
		await call('PATCH', `/collectors/${one.id}`, { body: { name: '门店 2', owner: 'c@example.com' } });
		const { email } = (await call('GET', '/members')).json.items[0];
		expect((await given('门店 2', email)).json).toEqual({
			name: '门店 2',
			owners: [{ email, name: expect.any(String) as string }]
		});
		for (const { id } of [one, two]) expect((await call('GET', `/collectors/${id}`)).json.owner.email).toBe(email);
		const { events } = await stored();
		// The same again changes nothing, and says nothing.
		await given('门店 2', email);
		expect((await stored()).events).toHaveLength(events.length);
		expect((await given('门店 2', null)).json.owners).toEqual([]);
		expect((await given('no such place', email)).status).toBe(404);
		const { owner: stranger } = await open.people.workspace('Elsewhere');
		expect((await given('门店 2', email, stranger.actor)).status).toBe(404);
	});

	it('says which three lines of five thousand are wrong and makes nothing, or goes on with the others', async () => {
		const lines = Array.from({ length: 5000 }, (_, at) => `门店 ${at + 1},o@example.com`);
		lines[16] = ',o@example.com';
		lines[2998] = '门店 12,o@example.com';
		lines[4999] = '门店 5000,nobody@';
		const list = ['门店,负责人', ...lines].join('\r\n');
		const refused = await send(list);
		expect(refused.status).toBe(400);
		expect(refused.json.error.issues.map(({ code, path }: { code: string; path: unknown }) => [code, path])).toEqual([
			['place_missing', ['list', 18]],
			['place_twice', ['list', 3000]],
			['place_owner', ['list', 5001]]
		]);
		expect((await stored()).rows).toEqual([]);

		const made = await send(list, { skipWrong: true });
		expect(made.status, made.text.slice(0, 300)).toBe(200);
		expect(made.json).toMatchObject({
			created: 4997,
			wrong: [
				{ line: 18, code: 'place_missing' },
				{ line: 3000, code: 'place_twice' },
				{ line: 5001, code: 'place_owner' }
			]
		});
		// Put right and sent again: only those that were wrong are new.
		const mended = await send(list.replace('\r\n,o@', '\r\n门店 17,o@').replace('nobody@', 'nobody@example.com'), {
			skipWrong: true
		});
		expect(mended.json).toMatchObject({ created: 2, same: 4997, wrong: [{ line: 3000 }] });
	}, 60_000);

	it('leaves nothing behind when it fails half-way', async () => {
		const taken = place.collector.code;
		let made = 0;
		const unlucky = createCollectors({
			db: open.db,
			newId,
			now: () => new Date(),
			origin: ORIGIN,
			// The hundredth code is taken already.
			newCode: () => (++made === 100 ? taken : `code${String(made).padStart(8, '0')}`)
		});
		const list = Array.from({ length: 120 }, (_, at) => `门店 ${at + 1}`).join('\n');
		const before = await stored();
		await expect(
			unlucky.addPlaces(owner.actor, place.touchpointId, { surveyId: place.survey.id, list })
		).rejects.toThrow(/collector_code/);
		expect(made).toBe(120);
		expect(await stored()).toEqual(before);
		expect((await send(list)).json).toMatchObject({ created: 120 });
	});

	it('makes one code a place of two lists at once', async () => {
		const list = Array.from({ length: 50 }, (_, at) => `门店 ${at + 1}`).join('\n');
		const answers = await Promise.all([send(list), send(list), send(list)]);
		expect(answers.map(({ json }) => json.created).sort()).toEqual([0, 0, 50]);
		expect((await stored()).rows).toHaveLength(50);
	});

	it('refuses a survey that is not there, a touchpoint that is not, and whoever may not', async () => {
		expect((await send('A', { surveyId: newId() })).json.error.issues[0]).toMatchObject({ path: ['surveyId'] });
		expect((await send('\n\n')).json.error.issues[0]).toMatchObject({ code: 'places_none' });
		expect((await send('A', {}, (await open.people.member(owner, 'viewer')).actor)).status).toBe(403);
		const elsewhere = caller(open.app, owner.actor)('POST', `/touchpoints/${newId()}/codes`, {
			body: { surveyId: place.survey.id, list: 'A' }
		});
		expect((await elsewhere).status).toBe(404);
		const many = Array.from({ length: 5001 }, (_, at) => `S${at}`).join('\n');
		expect((await send(many)).json.error.issues[0]).toMatchObject({
			code: 'places_many',
			params: { max: 5000, count: 5001 }
		});
	});

	it('prints codes: a page each as PDF, the first as SVG, a sample where there is none yet', async () => {
		const made = await send('门店 1 ☕\n门店 2');
		const ids = made.json.codes.map(({ id }: { id: string }) => id);
		const call = caller(open.app, owner.actor);
		const pdf = await call('POST', '/collectors/print.pdf', { body: { ...paper, collectorIds: ids } });
		expect(pdf.status, pdf.text.slice(0, 300)).toBe(200);
		expect(pdf.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''%E4%BA%8C/);
		const drawn = await open.app.collectors.printed(owner.actor, ids, 'https://wf.example');
		expect(drawn.map(({ name, address }) => [name, address])).toEqual(
			made.json.codes.map(({ name, code }: { name: string; code: string }) => [name, `https://wf.example/s/${code}`])
		);
		const svg = await call('POST', '/collectors/print.svg', { body: { ...paper, collectorIds: [] } });
		expect(svg.headers.get('content-type')).toBe('image/svg+xml');
		expect(svg.text).toMatch(/^<svg/);
		const refused = async (more: object) =>
			(await call('POST', '/collectors/print.pdf', { body: { ...paper, collectorIds: ids, ...more } })).json.error;
		expect((await refused({ color: '#e0e0e0' })).issues[0].path).toEqual(['color']);
		expect((await refused({ words: { ...words, call: 'كيف' } })).issues[0]).toMatchObject({
			code: 'letters',
			params: { letters: 'ك ي ف' }
		});
		expect(
			(await refused({ logo: { kind: 'svg', data: Buffer.from('<svg').toString('base64') } })).issues[0]
		).toMatchObject({ code: 'logo' });
		expect((await refused({ collectorIds: [newId()] })).code).toBe('not_found');
	});

	it('keeps the words of a page that is read by another program', async () => {
		const bytes = await open.app.sheets.drawCodes(
			{
				...paper,
				format: 'labels-24',
				lang: 'zh-CN',
				name: 'x',
				brand: '云杉百货',
				slug: [],
				first: 0,
				places: [
					{ name: '门店 1', address: 'https://wf.example/s/a', typed: 'wf.example/s/a', code: 'a', touchpoint: 't' }
				],
				drawnAt: '2026-11-29T00:00:00Z'
			},
			'pdf'
		);
		expect((await readPdf(bytes)).text).toContain('刚才付款，顺利吗？');
	});
});
