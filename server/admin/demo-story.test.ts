import { expect, it } from 'vitest';
import { templates } from '#domain/journey/index.ts';
import { moved, newDefinition, tally, type ComparedSeries } from '#domain/metrics/index.ts';
import { demoAnswers, type DemoAnswer } from './demo-answers.ts';
import { demoJourneys, type DemoAsk, type DemoKind } from './demo-content.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;

/** Everything that the demo asks, as scenes add it up, in the last thirty whole days and the thirty before. */
function seriesOn(now: Date): ComparedSeries[] {
	return demoJourneys.flatMap(({ template, asks }) =>
		templates[template].scenes.flatMap(({ touchpoints = [] }, scene) => {
			const here = asks.filter(({ at }) => touchpoints.some(({ key }) => key === at));
			return [...Map.groupBy(here, ({ kind }) => kind)].map(([kind, own]) =>
				series(kind, own, `${template}/${scene}`, now)
			);
		})
	);
}

function series(kind: DemoKind, asks: readonly DemoAsk[], scene: string, now: Date): ComparedSeries {
	const given = asks.flatMap((ask) => demoAnswers(ask, 'somewhere', now, ZONE));
	const ago = ({ submittedAt }: DemoAnswer) => (now.getTime() - Date.parse(submittedAt)) / DAY;
	// The demo's days are whole ones: at eight in the evening the last begins twenty hours ago.
	const windows = { after: [0, 30 + 20 / 24], before: [30 + 20 / 24, 60 + 20 / 24] } as const;
	const of = (window: keyof typeof windows, some: readonly DemoAnswer[]) => {
		const [from, to] = windows[window];
		return tally(some.filter((one) => ago(one) > from && ago(one) <= to).map(({ score }) => score));
	};
	const both = (some: readonly DemoAnswer[]) => ({ before: of('before', some), after: of('after', some) });
	const slices = (nameOf: (one: DemoAnswer) => string | undefined) =>
		[...Map.groupBy(given, nameOf)].flatMap(([id, some]) => (id === undefined ? [] : [{ id, ...both(some) }]));
	return {
		id: `${scene}/${kind}`,
		definition: newDefinition({ id: kind, metric: kind, wording: { en: 'How?' } }),
		...both(given),
		slices: {
			place: slices(({ shop }) => shop),
			channel: slices(({ channel }) => channel ?? 'link'),
			language: slices(({ language }) => language)
		}
	};
}

it('tells on any day of a fall in two shops, and of one that is only another mix of channels', () => {
	for (let week = 0; week < 52; week += 2) {
		const now = new Date(Date.UTC(2027, 0, 1 + 7 * week, 12));
		const told = moved(seriesOn(now)).moved;
		const till = told.find(({ cause }) => cause?.kind === 'slice' && cause.dimension === 'place');
		expect(till, now.toISOString()).toMatchObject({ better: false });
		expect(till!.cause).toMatchObject({ among: { ids: expect.arrayContaining(['徐家汇 Xujiahui']) } });
		const mix = told.find(({ cause }) => cause?.kind === 'mix');
		expect(mix, now.toISOString()).toMatchObject({ better: false, cause: { dimension: 'channel' } });
	}
}, 60_000);
