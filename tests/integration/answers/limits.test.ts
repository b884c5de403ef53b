import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_LIMITS, type CollectorLimits } from '#domain/survey/index.ts';
import { openTestDb, testDatabases, newId, type TestDb } from '../../support/database.ts';
import { createPeople, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, type AnswerServices } from './support.ts';

const SHOP = { address: '198.51.100.7' };
const MINUTE = 60_000;

describe.each(testDatabases())('what a collector takes ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	let at = Date.now();
	beforeAll(async () => {
		test = await openTestDb(engine);
		services = createAnswerServices(test.db, () => new Date(at));
		({ owner } = await createPeople(test.db).workspace());
	});
	afterAll(() => test.close());

	const withLimits = async (limits: Partial<CollectorLimits>, more: object = {}) => {
		const one = await asked(test.db, services, owner, 'csat');
		await services.collectors.update(owner.actor, one.collector.id, { ...more, limits: { ...NO_LIMITS, ...limits } });
		return { ...one, code: one.collector.code, id: one.collector.id };
	};
	const opening = (parameters: Record<string, string> = {}, pass: string | null = null, invited = false) => ({
		parameters,
		language: () => 'en' as const,
		pass,
		invited
	});
	const open = async (code: string, ...said: Parameters<typeof opening>) => {
		const form = await services.responses.form(code, undefined, opening(...said));
		return 'gone' in form ? form.gone : form;
	};
	const send = (code: string, form: { responseId: string; ticket: string }, parameters = {}) =>
		services.responses.submit(
			{
				code,
				responseId: form.responseId,
				ticket: form.ticket,
				language: 'en',
				answers: { csat: 5 },
				...(Object.keys(parameters).length > 0 && { parameters })
			},
			SHOP
		);
	const opened = async (code: string, ...said: Parameters<typeof opening>) => {
		const form = await open(code, ...said);
		if (typeof form === 'string') throw new Error(form);
		at += 5000;
		return form;
	};
	const state = async (id: string) => (await services.collectors.get(owner.actor, id)).status;
	const counted = async (touchpointId: string) =>
		(await services.results.forTouchpoint(owner.actor, touchpointId))[0]?.n ?? 0;
	const marked = async (touchpointId: string) =>
		(await services.marks.list(owner.actor, touchpointId, {})).items.map(({ reason }) => reason);

	it('opens and ends by its own dates, and is opened by hand before', async () => {
		const from = new Date(at + 60 * MINUTE).toISOString();
		const to = new Date(at + 120 * MINUTE).toISOString();
		const { code, id } = await withLimits({}, { opensAt: from, closesAt: to });
		expect(await services.responses.form(code)).toMatchObject({
			gone: 'early',
			opensAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
		});
		expect(await state(id)).toBe('early');
		await expect(services.collectors.update(owner.actor, id, { opensAt: to })).rejects.toMatchObject({
			issues: [{ code: 'end_before_start', path: ['closesAt'] }]
		});
		await services.collectors.update(owner.actor, id, { status: 'open' });
		expect(await services.collectors.get(owner.actor, id)).toMatchObject({
			status: 'open',
			opensAt: null,
			closesAt: to
		});
		await services.collectors.update(owner.actor, id, { opensAt: from });
		at += 61 * MINUTE;
		const form = await opened(code);
		at += 60 * MINUTE;
		expect(await open(code)).toBe('expired');
		expect(await send(code, form)).toEqual({ status: 'created' });
	});

	it('counts no more than its maximum, also of those at the same moment; what is above is kept', async () => {
		const { code, id, touchpointId } = await withLimits({ maximum: 3 });
		const forms = [];
		for (let i = 0; i < 12; i++) forms.push(await opened(code));
		const outcomes = await Promise.all(forms.map((form) => send(code, form)));
		expect(outcomes).toEqual(forms.map(() => ({ status: 'created' })));
		// Sent again, nothing of it takes a place.
		expect(await send(code, forms[0]!)).toEqual({ status: 'duplicate' });
		expect(await counted(touchpointId)).toBe(3);
		expect(await marked(touchpointId)).toEqual(Array(9).fill('over'));
		expect(await state(id)).toBe('full');
		expect(await open(code)).toBe('full');
		const batch = [newId(), newId()].map((one) => ({ id: one, collectorCode: code, answers: { csat: 1 } }));
		const { results } = await services.responses.recordBatch(owner.actor, batch);
		expect(results.map(({ status }) => status)).toEqual(['closed', 'closed']);
		await services.collectors.update(owner.actor, id, { limits: { ...NO_LIMITS, maximum: 4 } });
		expect(await state(id)).toBe('open');
		expect(await services.responses.recount(owner.actor.workspaceId)).toEqual([]);
	});

	it('has quotas of what its address says', async () => {
		const parameters = [{ name: 'shop', label: 'Shop', kind: 'text', maxLength: 40 }];
		const { code, id, touchpointId } = await withLimits(
			{ quotas: [{ field: 'parameters.shop', value: 'North', maximum: 1 }] },
			{ parameters }
		);
		expect(await send(code, await opened(code, { shop: 'North' }), { shop: 'North' })).toEqual({ status: 'created' });
		expect(await open(code, { shop: 'North' })).toBe('full');
		expect(await send(code, await opened(code, { shop: 'South' }), { shop: 'South' })).toEqual({ status: 'created' });
		expect(await counted(touchpointId)).toBe(2);
		expect(await state(id)).toBe('open');
		await expect(
			services.collectors.update(owner.actor, id, {
				limits: { ...NO_LIMITS, quotas: [{ field: 'parameters.table', value: '1', maximum: 1 }] }
			})
		).rejects.toMatchObject({ issues: [{ code: 'unknown', path: ['limits', 'quotas', 0, 'field'] }] });
	});

	it('counts one answer of each person who is known', async () => {
		const { code, touchpointId } = await withLimits({ once: true });
		const batch = ['C-1', 'C-1', 'C-2', null].map((externalId) => ({
			id: newId(),
			collectorCode: code,
			answers: { csat: 4 },
			...(externalId && { customer: { externalId } })
		}));
		const { results } = await services.responses.recordBatch(owner.actor, batch);
		expect(results.map(({ status }) => status)).toEqual(Array(4).fill('created'));
		await services.responses.recordBatch(owner.actor, [{ ...batch[2], id: newId() }]);
		expect(await counted(touchpointId)).toBe(3);
		expect(await marked(touchpointId)).toEqual(['again', 'again']);
	});

	it('asks for a PIN, and says how long to wait after many wrong ones', async () => {
		const { code } = await withLimits({ pin: 'Yun2026' });
		expect(await open(code)).toBe('locked');
		expect(await services.responses.enter(code, 'yun', SHOP.address)).toBeNull();
		const pass = await services.responses.enter(code, ' ＹＵＮ２０２６', SHOP.address);
		expect(pass).toBeTypeOf('string');
		expect(await open(code, {}, 'another')).toBe('locked');
		expect(await send(code, await opened(code, {}, pass as string))).toEqual({ status: 'created' });
		// Nothing is taken of whom no page was shown.
		expect(await send(code, { responseId: newId(), ticket: '' })).toMatchObject({ status: 'gone', reason: 'invited' });
		for (let i = 0; i < 25; i++) await services.responses.enter(code, 'wrong', SHOP.address);
		expect(await services.responses.enter(code, 'Yun2026', SHOP.address)).toEqual({ wait: expect.any(Number) });
		expect(await services.responses.enter(code, 'Yun2026', '203.0.113.9')).toBe(pass);
	});

	it('opens to the invited alone', async () => {
		const { code } = await withLimits({ invited: true });
		expect(await open(code)).toBe('invited');
		expect(await send(code, await opened(code, {}, null, true))).toEqual({ status: 'created' });
		expect(await send(code, { responseId: newId(), ticket: '' })).toMatchObject({ status: 'gone', reason: 'invited' });
	});

	it('asks nothing of a channel that it cannot know', async () => {
		const { touchpointId, collector } = await asked(test.db, services, owner, 'csat');
		const make = (channel: string) =>
			services.collectors.create(owner.actor, { surveyId: collector.surveyId, touchpointId, channel });
		for (const [channel, limits] of [
			['kiosk', { once: true }],
			['kiosk', { pin: '1234' }],
			['embed', { invited: true }]
		] as const) {
			const { id } = await make(channel);
			await expect(
				services.collectors.update(owner.actor, id, { limits: { ...NO_LIMITS, ...limits } })
			).rejects.toMatchObject({ issues: [{ code: 'channel', path: ['limits', Object.keys(limits)[0]] }] });
		}
	});
});
