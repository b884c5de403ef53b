import type { PlaceCodesView } from '#contract/place-codes.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor, type NewEvent } from '#domain/events/index.ts';
import { MAX_PLACES, PlaceCodes, readPlaceList, type PlaceLine, type PlaceList } from '#domain/printing/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { ChangePlace, channelOf, collectorState } from '#domain/survey/index.ts';
import { tellChanged } from '../../bus/tell.ts';
import { pageUrl } from '../../channels/index.ts';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { placedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { authorize, checked } from '../shared/guard.ts';
import { ownersOf } from './repo/place-owners.ts';
import type { Collectors, CollectorsDeps } from './collectors.ts';
import * as repo from './repo/place-codes.ts';
import { findSurvey } from './repo/surveys.ts';

/** A code as it stands on paper. */
export interface PrintedCode {
	readonly code: string;
	readonly name: string | null;
	readonly touchpoint: string;
	/** What its code says. */
	readonly address: string;
	/** The page's own address, to be typed. */
	readonly page: string;
}

/** A list of places becomes codes, and codes become paper. */
export function createPlaceCodes(
	deps: CollectorsDeps
): Pick<Collectors, 'addPlaces' | 'changePlace' | 'asked' | 'printed'> {
	const { db } = deps;
	return {
		async addPlaces(actor, touchpointId, input) {
			authorize(actor, 'collector.edit');
			const { surveyId, list: text, skipWrong } = checked(PlaceCodes, input);
			if (!isId(touchpointId)) throw notFound();
			const list = readPlaceList(text);
			refuseWrong(list, skipWrong);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				if (!(await placedTouchpoint(trx, actor.workspaceId, touchpointId))) throw notFound();
				const survey = await findSurvey(trx, actor.workspaceId, surveyId);
				if (!survey) throw invalid([issue('unknown', ['surveyId'])]);
				if (survey.published_version === null) throw conflict('survey_unpublished');
				const codes = await write(trx, actor, deps, { surveyId, touchpointId }, list.places);
				const count = (status: (typeof codes)[number]['status']) => codes.filter((one) => one.status === status).length;
				return {
					created: count('created'),
					changed: count('changed'),
					same: count('same'),
					wrong: list.wrong.map(({ line, issues }) => ({ line, code: issues[0]!.code })),
					codes
				};
			});
		},

		async changePlace(actor, input) {
			authorize(actor, 'collector.edit');
			const { workspaceId } = actor;
			const { name, owner } = checked(ChangePlace, input);
			return db.inWorkspace(workspaceId, async (trx) => {
				const codes = await repo.ownersOfPlace(trx, workspaceId, name);
				if (codes.length === 0) throw notFound();
				const others = codes.filter((one) => one.owner_email !== owner);
				await repo.giveOwner(
					trx,
					workspaceId,
					others.map(({ id }) => id),
					owner
				);
				await record(
					trx,
					workspaceId,
					eventActor(actor),
					others.map(({ id, survey_id: surveyId, touchpoint_id: touchpointId }): NewEvent => ({
						kind: 'collector.changed',
						subject: id,
						payload: { surveyId, touchpointId, fields: ['owner'] }
					}))
				);
				return { name, owners: await ownersOf(trx, workspaceId, [name]).then((found) => found.get(name) ?? []) };
			});
		},

		async asked(actor) {
			authorize(actor, 'collector.view');
			return db.inWorkspace(actor.workspaceId, (trx) => repo.askedTouchpoints(trx, actor.workspaceId));
		},

		async printed(actor, ids, origin = deps.origin) {
			authorize(actor, 'collector.view');
			const { workspaceId } = actor;
			const found = await db.inWorkspace(workspaceId, (trx) => repo.codesForPrint(trx, workspaceId, ids));
			const byId = new Map(found.map((one) => [one.id, one]));
			const printed: PrintedCode[] = [];
			for (const id of ids) {
				const one = byId.get(id);
				if (!one || !channelOf(one.channel).printable) throw notFound();
				const page = pageUrl(origin, one.code);
				const address = (await deps.addressInChat?.(workspaceId, one)) ?? page;
				printed.push({ code: one.code, name: one.name, touchpoint: one.touchpoint_title ?? '', address, page });
			}
			return printed;
		}
	};
}

function refuseWrong({ places, wrong }: PlaceList, skipWrong: boolean): void {
	if (places.length + wrong.length > MAX_PLACES)
		throw invalid([issue('places_many', ['list'], { max: MAX_PLACES, count: places.length + wrong.length })]);
	if (wrong.length > 0 && !skipWrong)
		throw invalid(
			wrong.flatMap(({ line, issues }) => issues.map(({ code, params }) => issue(code, ['list', line], params)))
		);
	if (places.length === 0) throw invalid([issue('places_none', ['list'])]);
}

async function write(
	trx: Trx,
	actor: Actor,
	deps: CollectorsDeps,
	of: { surveyId: string; touchpointId: string },
	places: readonly PlaceLine[]
): Promise<PlaceCodesView['codes']> {
	const { workspaceId } = actor;
	await repo.lockPlaces(trx, workspaceId, of.touchpointId);
	const there = new Map<string, repo.CodeOfPlace>();
	// Of several that are called alike the first: it hangs there already.
	for (const one of await repo.codesOfPlaces(trx, workspaceId, of)) if (!there.has(one.name)) there.set(one.name, one);
	const now = deps.now();
	// Lists show the newest id first: what stands first on the list has it.
	const ids = places.map(() => deps.newId()).sort();
	const planned = places.map((place) => {
		const found = there.get(place.name);
		if (!found) return { ...place, id: ids.pop()!, code: deps.newCode(), status: 'created' as const, reopen: false };
		const { closed_at: closedAt, closes_at: closesAt, paused } = found;
		// What was paused is meant to go on, at a moment that somebody chooses.
		const reopen = ['closed', 'expired'].includes(collectorState({ closedAt, closesAt, paused }, now));
		const another = place.owner !== null && place.owner !== found.owner_email;
		const owner = place.owner ?? found.owner_email;
		const status = another || reopen ? ('changed' as const) : ('same' as const);
		return { ...place, owner, id: found.id, code: found.code, status, reopen, another };
	});
	const created = planned.filter(({ status }) => status === 'created');
	const changed = planned.filter(({ status }) => status === 'changed');
	if (created.length > 0)
		await repo.insertCodes(
			trx,
			{ workspaceId, ...of, by: actor.userId, at: now },
			created.map(({ id, code, name, owner }) => ({ id, code, name, owner }))
		);
	if (changed.length > 0)
		await repo.changeCodes(
			trx,
			workspaceId,
			changed.map(({ id, owner, reopen }) => ({ id, owner, reopen }))
		);
	await record(trx, workspaceId, eventActor(actor), [
		...created.map(({ id }): NewEvent => ({ kind: 'collector.created', subject: id, payload: of })),
		...changed.map(({ id, reopen, ...one }): NewEvent => ({
			kind: 'collector.changed',
			subject: id,
			payload: {
				...of,
				fields: [
					...(reopen ? (['status'] as const) : []),
					...('another' in one && one.another ? (['owner'] as const) : [])
				]
			}
		}))
	]);
	// Which series is asked now may be another one.
	if (changed.some(({ reopen }) => reopen)) await tellChanged(trx, workspaceId, { touchpointIds: [of.touchpointId] });
	return planned.map(({ line, name, owner, id, code, status }) => ({ line, name, owner, id, code, status }));
}
