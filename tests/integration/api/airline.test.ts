import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFeedback } from '../../../server/admin/airline.ts';
import { testDatabases } from '../../support/database.ts';
import type { Person } from '../../support/people.ts';
import { openApp } from './support.ts';

/** Made up, in the form of the public file; quotes, line breaks, equal rows and one that is broken included. */
const SAMPLE = [
	'created_at,airline,sentiment,reason,text',
	'2015-02-24 11:35:52 -0800,Blue,neutral,,Fine',
	'2015-02-24 11:15:48 -0800,Green,positive,,"Thanks, great crew"',
	'2015-02-24 11:15:36 -0800,Blue,negative,Late Flight,"Three hours late,\nno word"',
	'2015-02-23 11:15:36 -0800,Blue,negative,Late Flight,Late again',
	'2015-02-23 11:15:36 -0800,Blue,negative,Late Flight,Late again',
	'2015-02-23 09:00:00 -0800,Green,negative,Lost Luggage,Where is my bag',
	"2015-02-23 08:00:00 -0800,Blue,negative,Can't Tell,Bad",
	'2015-02-22 08:00:00 -0800,Blue,negative,longlines,Queue',
	'2015-02-22 08:00:00 -0800,Blue,angry,longlines,Queue'
].join('\n');

describe.each(testDatabases())('airline feedback ($name)', (engine) => {
	let open: Awaited<ReturnType<typeof openApp>>;
	let owner: Person;

	beforeAll(async () => {
		open = await openApp(engine);
		({ owner } = await open.people.workspace());
	});
	afterAll(() => open.close());

	const run = (shiftToNow: boolean, now = '2026-11-20T12:00:00Z') =>
		importFeedback(open.app, owner.actor, {
			name: 'sample.csv',
			text: SAMPLE,
			locale: 'en',
			shiftToNow,
			now: new Date(now)
		});

	it('lands on the touchpoints it is about, and again changes nothing, whatever the day', async () => {
		const first = await run(true);
		expect(first).toMatchObject({ rows: 9, created: 8, duplicate: 0, failed: 1 });
		expect(await run(true)).toEqual({ ...first, created: 0, duplicate: 8 });
		expect(await run(true, '2027-03-03T12:00:00Z')).toEqual({ ...first, created: 0, duplicate: 8 });

		const map = await open.app.journeys.get(owner.actor, first.journeyId);
		const results = await open.app.results.forJourney(owner.actor, first.journeyId, {
			from: '2026-10-22',
			to: '2026-11-20'
		});
		const n = (title: string) =>
			results.touchpoints[map.touchpoints.find((one) => one.title === title)!.id]?.[0]?.n ?? 0;
		expect([n('Late flight'), n('Lost luggage'), n('The trip as a whole')]).toEqual([3, 1, 3]);
		expect(results.journey[0]).toMatchObject({ metric: 'csat', n: 8 });
		// Airlines stand beside one another as places do.
		expect(await open.app.results.placeNames(owner.actor)).toEqual(['Blue', 'Green']);
	});

	it('moved to another time it is the same answers: nothing counts twice', async () => {
		expect(await run(false)).toMatchObject({ created: 0, failed: 9 });
	});

	it('says what a file lacks', async () => {
		const wrong = importFeedback(open.app, owner.actor, {
			name: 'x.csv',
			text: 'a,b\n1,2',
			locale: 'en',
			shiftToNow: false,
			now: new Date()
		});
		await expect(wrong).rejects.toThrow('x.csv has no column created_at, sentiment, reason, text.');
	});
});
