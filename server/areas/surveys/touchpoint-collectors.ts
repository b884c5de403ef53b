import type { CollectorView, JourneyCollectorsView, Lack, TouchpointCollectorsView } from '#contract/surveys.ts';
import type { Actor } from '#domain/access/index.ts';
import { addDays, dayIn } from '#domain/shared/days.ts';
import { isId } from '#domain/shared/ids.ts';
import {
	channelOf,
	completion,
	pageChannels,
	TouchpointCollectors,
	wholeStages,
	type PeriodName,
	type Stages
} from '#domain/survey/index.ts';
import type { Db } from '../../db/scope.ts';
import { notFound } from '../../platform/errors.ts';
import { placedTouchpoint, takenAway, touchpointsOf } from '../journeys/repo/touchpoints.ts';
import { findJourney, listScenes } from '../journeys/repo/journeys.ts';
import { authorize, checked } from '../shared/guard.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';
import { stagesOf, testsOf, type StagesRow } from './repo/collector-stages.ts';
import { listCollectors, type ListedCollector } from './repo/collectors.ts';
import { stateOf } from './state-of.ts';

/** What is missing of a platform for collectors of its channel. */
export type LacksOfChannel = (workspaceId: string, channel: string) => Promise<readonly Lack[]>;

const THE_BEGINNING = '1970-01-01';

/** Every way in which a touchpoint asks, side by side, with what came of each. */
export const createTouchpointCollectors =
	({
		db,
		now,
		toView,
		lacksOfChannel
	}: {
		readonly db: Db;
		readonly now: () => Date;
		readonly toView: (row: ListedCollector) => CollectorView;
		readonly lacksOfChannel: LacksOfChannel;
	}) =>
	async (actor: Actor | null, touchpointId: string, input: unknown): Promise<TouchpointCollectorsView> => {
		authorize(actor, 'collector.view');
		const { period } = checked(TouchpointCollectors, input);
		const { workspaceId } = actor;
		const found = await db.inWorkspace(workspaceId, async (trx) => {
			const onMap = isId(touchpointId) ? await placedTouchpoint(trx, workspaceId, touchpointId) : undefined;
			// Its codes hang out there, and ask on: somebody must be able to pause or close them.
			const placed =
				onMap ?? (isId(touchpointId) ? (await takenAway(trx, workspaceId, { id: touchpointId }))[0] : undefined);
			if (!placed) throw notFound();
			const { time_zone: timeZone } = await workspaceRules(trx, workspaceId);
			const from = fromDay(period, timeZone, now());
			const rows = await listCollectors(trx, workspaceId, { touchpointId });
			const stages = await stagesOf(trx, workspaceId, [touchpointId], { from, timeZone, pages: pageChannels });
			const journey = await findJourney(trx, workspaceId, placed.journeyId);
			return {
				placed,
				isOnMap: onMap !== undefined,
				title: journey?.title ?? '',
				from,
				rows,
				stages,
				tests: await testsOf(trx, workspaceId, touchpointId, from)
			};
		});
		const byId = new Map(found.stages.map((row) => [row.id, row]));
		// Not in a transaction, and once a channel.
		const channels = [...new Set(found.rows.map(({ channel }) => channel))];
		const lacks = new Map<string, readonly Lack[]>();
		for (const channel of channels) lacks.set(channel, await lacksOfChannel(workspaceId, channel));
		const { id, title, journeyId } = found.placed;
		return {
			touchpoint: { id, title, journeyId, journeyTitle: found.title },
			from: found.from,
			tests: found.tests,
			collectors: found.rows.map((row) =>
				withStages(toView(row), byId.get(row.id)!, [
					...(found.isOnMap ? [] : (['not_on_map'] as const)),
					...lacks.get(row.channel)!
				])
			)
		};
	};

/** Which touchpoints of a journey ask, in the order of its map, with what came of each altogether. */
export const createJourneyCollectors =
	({ db, now }: { readonly db: Db; readonly now: () => Date }) =>
	async (actor: Actor | null, journeyId: string, input: unknown): Promise<JourneyCollectorsView> => {
		authorize(actor, 'collector.view');
		const { period } = checked(TouchpointCollectors, input);
		const { workspaceId } = actor;
		return db.inWorkspace(workspaceId, async (trx) => {
			const journey = isId(journeyId) ? await findJourney(trx, workspaceId, journeyId) : undefined;
			if (!journey) throw notFound();
			const { time_zone: timeZone } = await workspaceRules(trx, workspaceId);
			const from = fromDay(period, timeZone, now());
			const [scenes, touchpoints, rows] = [
				await listScenes(trx, workspaceId, [journeyId]),
				await touchpointsOf(trx, workspaceId, [journeyId]),
				await listCollectors(trx, workspaceId, { journeyId })
			];
			const gone = (await takenAway(trx, workspaceId, { journeyId })).filter(({ id }) =>
				rows.some(({ touchpoint_id: touchpoint }) => touchpoint === id)
			);
			const asked = [...touchpoints, ...gone].map(({ id }) => id);
			const stages = await stagesOf(trx, workspaceId, asked, { from, timeZone, pages: pageChannels });
			const byId = new Map(stages.map((row) => [row.id, row]));
			const at = new Map(scenes.map(({ id }, place) => [id, place]));
			return {
				journey: { id: journeyId, title: journey.title },
				from,
				touchpoints: [
					...touchpoints.sort((a, b) => (at.get(a.sceneId) ?? 0) - (at.get(b.sceneId) ?? 0)),
					...gone.map((one) => ({ ...one, sceneId: null }))
				].map(({ id, title, sceneId }) => {
					const own = rows.filter(({ touchpoint_id: touchpoint }) => touchpoint === id);
					const states = own.map((row) => stateOf(row, now()));
					return {
						id,
						title,
						onMap: sceneId !== null,
						sceneTitle: scenes.find((scene) => scene.id === sceneId)?.title ?? '',
						channels: [...new Set(own.map(({ channel }) => channelOf(channel).name))],
						open: states.filter((state) => state === 'open').length,
						...together(own.map((row) => ({ row: byId.get(row.id)!, hasPage: channelOf(row.channel).opensPage })))
					};
				})
			};
		});
	};

/** What came of several ways: their stages added, and the latest answer of all. */
function together(
	ways: readonly { readonly row: StagesRow; readonly hasPage: boolean }[]
): Pick<JourneyCollectorsView['touchpoints'][number], 'stages' | 'lastAnswerAt'> {
	const last = ways
		.map(({ row }) => row.last_at?.toISOString() ?? '')
		.sort()
		.at(-1);
	const pages = ways.filter(({ hasPage }) => hasPage).map(({ row }) => ({ ...wholeStages(row), since: row.since }));
	if (pages.length === 0) return { stages: null, lastAnswerAt: last || null };
	const sum = (of: (one: Stages) => number) => pages.reduce((all, one) => all + of(one), 0);
	const stages = {
		views: sum((one) => one.views),
		starts: sum((one) => one.starts),
		answers: sum((one) => one.answers)
	};
	const since = pages.map((one) => one.since).sort()[0]!;
	return { stages: { ...stages, completion: completion(stages), since }, lastAnswerAt: last || null };
}

const fromDay = (period: PeriodName, timeZone: string, now: Date): string =>
	period === 'all' ? THE_BEGINNING : addDays(dayIn(timeZone, now), 1 - Number(period));

function withStages(
	view: CollectorView,
	row: StagesRow,
	ofChannel: readonly Lack[]
): TouchpointCollectorsView['collectors'][number] {
	const stages = wholeStages(row);
	return {
		...view,
		stages: channelOf(view.channel).opensPage ? { ...stages, completion: completion(stages), since: row.since } : null,
		answersInWindow: row.answers,
		lastAnswerAt: row.last_at?.toISOString() ?? null,
		lacks: [...(view.embed?.origins.length === 0 ? (['no_websites'] as const) : []), ...ofChannel]
	};
}
