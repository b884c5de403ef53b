import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf } from '#domain/survey/index.ts';
import { uuidv7 } from '#domain/shared/ids.ts';
import { judge, score, tally } from '#domain/metrics/index.ts';
import { demoAnswers } from '../../../server/admin/demo-answers.ts';
import { demoJourneys } from '../../../server/admin/demo-content.ts';
import { fillDemo } from '../../../server/admin/demo.ts';
import { testDatabases } from '../../support/database.ts';
import { openApp } from './support.ts';

it('shows few, unclear, good and bad whatever the day it is filled', () => {
	const { asks } = demoJourneys[0]!;
	for (let day = 0; day < 8; day++) {
		const now = new Date(Date.UTC(2027, 0, 1 + day, 8));
		const recent = (at: string) => {
			const answers = demoAnswers(
				asks.find((ask) => ask.at === at)!,
				'somewhere',
				now,
				'Asia/Shanghai'
			);
			return answers.filter((answer) => Date.parse(answer.submittedAt) > now.getTime() - 30 * 86_400_000);
		};
		const judged = (at: string) => judge(score('csat', tally(recent(at).map((answer) => answer.score))), 80);
		expect(judged('tracking'), now.toISOString()).toBe('few');
		expect(judged('till'), now.toISOString()).toBe('bad');
		expect(asks.filter((ask) => ask.kind === 'csat').map((ask) => judged(ask.at))).toContain('good');
	}
});

describe.each(testDatabases())('the demo ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	const now = new Date('2026-11-20T08:00:00Z');

	beforeAll(async () => {
		open = await openApp(engine);
	});
	afterAll(() => open.close());

	it('fills a workspace once; again adds nothing, a day later the one day', async () => {
		const first = await fillDemo(open.app, now);
		expect(first.created).toBe(first.answers);
		expect(first.created).toBeGreaterThan(3000);

		const tables = [
			'workspace',
			'department',
			'member',
			'journey',
			'touchpoint',
			'survey',
			'collector',
			'response',
			'customer',
			'collector_day'
		] as const;
		const counts = () =>
			Promise.all(
				tables.map(
					async (table) =>
						(
							await open.db.system
								.selectFrom(table)
								.select((of) => of.fn.countAll<string>().as('n'))
								.executeTakeFirstOrThrow()
						).n
				)
			);
		const before = await counts();
		expect((await fillDemo(open.app, now)).created).toBe(0);
		expect(await counts()).toEqual(before);

		const { created } = await fillDemo(open.app, new Date('2026-11-21T08:00:00Z'));
		expect(created).toBeGreaterThan(20);
		expect(created).toBeLessThan(150);
	});

	it('knows of each code how many opened it and began', async () => {
		const user = await open.db.system
			.selectFrom('user')
			.select('id')
			.where('email', '=', 'demo@example.com')
			.executeTakeFirstOrThrow();
		const owner = await open.app.members.actorOf(user.id);
		const collectors = await open.app.collectors.list(owner, {});
		const touchpoints = new Set(collectors.filter(({ answers }) => answers > 0).map((one) => one.touchpointId));
		expect(touchpoints.size).toBeGreaterThan(10);
		for (const id of touchpoints) {
			const { collectors: ways } = await open.app.collectors.ofTouchpoint(owner, id, {});
			for (const { stages, answers, name } of ways) {
				if (answers === 0 || !stages?.answers) continue;
				const { views, starts, answers: answered } = stages;
				expect(starts, `${id} ${name}`).toBeGreaterThanOrEqual(answered);
				expect(views, `${id} ${name}`).toBeGreaterThan(starts!);
			}
		}
	});

	it('invents nothing for a code that somebody made in its workspace', async () => {
		const { id } = await open.db.system
			.selectFrom('user')
			.select('id')
			.where('email', '=', 'demo@example.com')
			.executeTakeFirstOrThrow();
		const owner = (await open.app.members.actorOf(id))!;
		const [one] = (await open.app.collectors.list(owner, {})).filter(({ surveyKind }) => surveyKind === 'csat');
		const mine = await open.app.collectors.create(owner, {
			touchpointId: one!.touchpointId,
			surveyId: one!.surveyId,
			channel: one!.channel,
			name: 'Mine'
		});
		await open.app.responses.recordBatch(owner, [
			{
				id: uuidv7(now.getTime(), new Uint8Array(10)),
				collectorCode: mine.code,
				submittedAt: now.toISOString(),
				language: 'en',
				answers: { [kindOf('csat').defaultId]: 5 }
			}
		]);
		await fillDemo(open.app, now);
		const days = await open.db.system
			.selectFrom('collector_day')
			.select('day')
			.where('collector_id', '=', mine.id)
			.execute();
		expect(days).toEqual([]);
	});

	it('shows every look a score can have', async () => {
		const user = await open.db.system
			.selectFrom('user')
			.select('id')
			.where('email', '=', 'demo@example.com')
			.executeTakeFirstOrThrow();
		const owner = (await open.app.members.actorOf(user.id))!;
		expect(owner.role).toBe('owner');
		const { items } = await open.app.journeys.list(owner);
		expect(items).toHaveLength(2);
		const results = await Promise.all(
			items.map((one) => open.app.results.forJourney(owner, one.id, { from: '2026-10-22', to: '2026-11-20' }))
		);
		const scores = results.flatMap((result) => Object.values(result.touchpoints).flat());
		expect(new Set(scores.map((score) => score.judgement))).toEqual(new Set(['good', 'bad', 'unclear', 'few']));
		expect(scores.some((score) => score.judgement === 'bad' && score.strong)).toBe(true);
		const changed = scores.filter((score) => score.change?.significant);
		expect(changed.some((score) => score.change!.difference > 0)).toBe(true);
		expect(changed.some((score) => score.change!.difference < 0)).toBe(true);
		expect(new Set(scores.map((score) => score.metric))).toEqual(new Set(['nps', 'csat', 'ces-ease7', 'ces-effort5']));
	});

	it('has customers who pass several touchpoints, and departments that look after them', async () => {
		const actor = async () => {
			const { id } = await open.db.system
				.selectFrom('user')
				.select('id')
				.where('email', '=', 'demo@example.com')
				.executeTakeFirstOrThrow();
			return (await open.app.members.actorOf(id))!;
		};
		const owner = await actor();
		const { items } = await open.app.journeys.list(owner);
		const store = items.find(({ title }) => title.includes('门店'))!;
		const view = await open.app.results.drivers(owner, store.id, { from: '2026-10-22', to: '2026-11-20' });
		expect(view.outcome).toMatchObject({ touchpoint: '送货上门', metric: 'nps' });
		const till = view.drivers.find(({ touchpoint }) => touchpoint === '收银排队')!;
		expect(till.pairs).toBeGreaterThan(80);
		expect(till.own!.low!).toBeGreaterThan(0.1);
		expect(view.together!.measures).toBeGreaterThanOrEqual(3);
		expect(view.drivers.some(({ state, missing }) => state === 'few' && missing > 0)).toBe(true);

		const { departments } = await open.app.results.departmentsHeatmap(owner, { from: '2026-10-22', to: '2026-11-20' });
		expect(departments.map(({ name }) => name).sort()).toEqual(
			[
				'产品 Product',
				'客户服务 Customer service',
				'市场 Marketing',
				'电商 E-commerce',
				'配送 Delivery',
				'门店运营 Stores'
			].sort()
		);
	});

	it('lets the owner and the colleagues in', async () => {
		for (const email of ['demo@example.com', 'li@example.com']) {
			const { token } = await open.app.auth.signIn({ email, password: 'wayfelt-demo' }, { address: '127.0.0.1' });
			expect(token.value).not.toBe('');
		}
	});
});
