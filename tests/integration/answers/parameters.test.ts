import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPersonalLinks } from '../../../server/areas/answers/personal-links.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople, SECRET, type Person } from '../../support/people.ts';
import { asked, createAnswerServices, ORIGIN, type AnswerServices } from './support.ts';

const ORDER = { name: 'order', label: 'Order', kind: 'text', maxLength: 10 } as const;
const TABLE = { name: 'table', label: '桌号', kind: 'number', maxLength: 4 } as const;

describe.each(testDatabases())('what the address of a survey says besides ($name)', (engine) => {
	let test: TestDb;
	let services: AnswerServices;
	let owner: Person;
	const clock = fakeNow();
	beforeAll(async () => {
		test = await openTestDb(engine);
		({ owner } = await createPeople(test.db).workspace('Yunshan'));
		services = createAnswerServices(test.db, clock.now);
	});
	afterAll(() => test.close());

	async function declared(parameters: readonly object[] = [ORDER, TABLE]) {
		const { collector } = await asked(test.db, services, owner);
		expect(collector.parameters).toEqual([]);
		return services.collectors.update(owner.actor, collector.id, { parameters });
	}
	async function send(code: string, parameters: Record<string, string>) {
		const form = await services.responses.form(code);
		if ('gone' in form) throw new Error(form.gone);
		const { responseId, ticket } = form;
		const sent = { code, responseId, ticket, language: 'en', answers: { nps: '9' }, parameters };
		return { form, sent, outcome: await services.responses.submit(sent) };
	}
	const stored = async (collectorId: string) =>
		(await services.responses.list(owner.actor, { collectorId })).items.map(({ parameters }) => parameters);
	const csv = async (filters: object) => {
		let text = '';
		for await (const piece of services.responses.exportCsv(owner.actor, filters)) text += piece;
		return text.trimEnd().split('\r\n');
	};

	it('stands with the answer, as far as it was declared and is what was declared', async () => {
		const { id, code } = await declared();
		const { form, sent } = await send(code, { order: 'A-17', table: '12', staff: 'Li' });
		expect(form.parameters).toEqual([ORDER, TABLE]);
		// Sent again from another address: what came first stays.
		expect(await services.responses.submit({ ...sent, parameters: { order: 'B' } })).toEqual({ status: 'duplicate' });
		await send(code, { order: 'much-too-long', table: 'twelve' });
		await send(code, {});
		expect(await stored(id)).toEqual([{}, {}, { order: 'A-17', table: '12' }]);
	});

	it('is taken from a program, which is told what was not declared or is of another kind', async () => {
		const { id, code } = await declared();
		const row = (parameters: object) => ({ collectorCode: code, id: newId(), answers: { nps: 9 }, parameters });
		await services.responses.record(owner.actor, row({ order: 'A-17', table: '12' }));
		expect(await stored(id)).toEqual([{ order: 'A-17', table: '12' }]);
		await expect(
			services.responses.record(owner.actor, row({ staff: 'Li', order: 'much-too-long', table: 'twelve' }))
		).rejects.toMatchObject({
			status: 400,
			issues: [
				{ code: 'unknown', path: ['parameters', 'staff'] },
				{ code: 'invalid', path: ['parameters', 'order'] },
				{ code: 'invalid', path: ['parameters', 'table'] }
			]
		});
		const { results } = await services.responses.recordBatch(owner.actor, [row({ staff: 'Li' }), row({ order: 'B' })]);
		expect(results.map(({ status }) => status)).toEqual(['invalid', 'created']);
		expect(await stored(id)).toHaveLength(2);
	});

	it('is in the export, under its name; what is declared no more stays readable, and runs nothing in a spreadsheet', async () => {
		const { id, code } = await declared();
		await send(code, { order: '=1+1', table: '3' });
		await services.collectors.update(owner.actor, id, { parameters: [ORDER] });
		// Declared until a moment ago, also for a page that is open since.
		await send(code, { order: 'C', table: '4' });
		const [head, ...lines] = await csv({ collectorId: id });
		expect(head).toContain(',parameter_order,parameters_other,');
		expect(lines[0]).toContain(',C,,');
		expect(lines[1]).toContain(",'=1+1,table=3,");
	});

	it('comes with a link of a list, which nobody’s address can change', async () => {
		const { id, code } = await declared();
		const links = createPersonalLinks({ db: test.db, newId, now: clock.now, secret: SECRET });
		const rows = [{ externalId: 'P-1', parameters: { order: 'mine', 城市: '杭州' } }];
		const batch = await links.create(owner.actor, id, { rows, parameters: ['order', '城市'] });
		let file = '';
		for await (const piece of await links.csv(owner.actor, batch.id, ORIGIN)) file += piece;
		const found = await services.responses.personalLink(code, /\?p=([\w.-]+)/.exec(file)![1]!);
		const { responseId, ticket } = found as { responseId: string; ticket: string };
		const form = { responseId, ticket };
		const parameters = { order: 'forged', table: '7' };
		const sent = { code, ...form, language: 'en', answers: { nps: '9' }, parameters };
		expect(await services.responses.submit(sent)).toEqual({ status: 'created' });
		expect(await stored(id)).toEqual([{ order: 'mine', table: '7', 城市: '杭州' }]);
		expect((await csv({ collectorId: id }))[0]).toContain(',parameter_order,parameter_table,parameter_城市,');
		// An order leads to whoever placed it: it goes with them.
		const [person] = await services.customers.find('P-1', owner.actor.workspaceId);
		await services.customers.erase(owner.actor.workspaceId, person!.id, 'keep');
		expect(await stored(id)).toEqual([{}]);
	});

	it('is refused where there is no page, and when it is not well declared', async () => {
		const { id, code, surveyId, touchpointId } = await declared();
		const api = await services.collectors.create(owner.actor, { surveyId, touchpointId, channel: 'api' });
		await expect(services.collectors.update(owner.actor, api.id, { parameters: [ORDER] })).rejects.toThrow('invalid');
		for (const wrong of [[ORDER, ORDER], [{ ...ORDER, name: 'lang' }], [{ name: 'x' }]])
			await expect(services.collectors.update(owner.actor, id, { parameters: wrong })).rejects.toThrow('invalid');
		expect((await services.collectors.get(owner.actor, id)).parameters).toEqual([ORDER, TABLE]);
		const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`x${at}`, 'y'.repeat(1000)]));
		await expect(send(code, many)).resolves.toMatchObject({ outcome: { status: 'created' } });
	});
});
