import type { Actor } from '#domain/access/index.ts';
import {
	fieldValue,
	hasTemplate,
	isConsentWay,
	RoundInput,
	type FieldFacts,
	type RoundGiven
} from '#domain/channels/rounds.ts';
import { eventActor } from '#domain/events/index.ts';
import { issue, type Issue } from '#domain/shared/result.ts';
import { wrongValues } from '../../channels/index.ts';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid } from '../../platform/errors.ts';
import type { OpenedCode } from '../answers/open.ts';
import { authorize, checked } from '../shared/guard.ts';
import { newNumber } from './menu-of.ts';
import { lockChannels, type ChannelRow } from './repo/channels.ts';
import * as repo from './repo/rounds.ts';
import { sealRound, sealToWhom, type RoundContent } from './round-content.ts';
import { audience, channelThatSends, nameOfPerson, openSurveys, waysOf, whereOf } from './round-plan.ts';
import type { RoundsDeps } from './rounds.ts';

/** What is wrong with what is to be said, by field. */
function problems(given: RoundGiven, row: ChannelRow, opened: OpenedCode | undefined, facts: FieldFacts): Issue[] {
	const found: Issue[] = [];
	if (!waysOf(row).some(({ way }) => way === given.way)) found.push(issue('unknown', ['way']));
	if (!opened) found.push(issue('unknown', ['collectorCode']));
	if (hasTemplate(given.way)) {
		if (!/^[\w-]{6,80}$/.test(given.templateId)) found.push(issue('required', ['templateId']));
		// Whoever agreed needs no occasion.
		if (given.occasion === '' && !isConsentWay(given.way)) found.push(issue('required', ['occasion']));
		const data = Object.fromEntries(
			Object.entries(given.fields).map(([name, value]) => [name, fieldValue(name, value, facts)])
		);
		found.push(...wrongValues(data).map((name) => issue('invalid', [`field ${name}`])));
	} else if (given.text === '') found.push(issue('required', ['text']));
	if (given.way === 'customer' && !(row.settings.members ?? '').split(',').includes(given.sender))
		found.push(issue('unknown', ['sender']));
	return found;
}

/** What a form says, with what is only known here. */
interface Told {
	readonly row: ChannelRow;
	readonly given: RoundGiven;
	readonly content: RoundContent;
}

/** Begins a round: it and everybody of it are there, or nothing is; the lock makes of two forms at once one after the other. */
export function createStart(
	deps: RoundsDeps,
	begin: (round: repo.RoundRow) => void
): (actor: Actor | null, kind: string, input: unknown) => Promise<string> {
	const { db, newId, now, seal } = deps;

	/** Those whom the form showed, or the one who tries it. @throws AppError 409 when that has changed */
	async function chosen(trx: Trx, row: ChannelRow, given: RoundGiven): Promise<repo.AudienceRow[]> {
		const all = await audience(deps, trx, row, given);
		const tries = all.find(({ person }) => person === given.to);
		// Whoever tries it was asked just now, and may be heard of long ago; what the platform refuses stays refused.
		const mayTry = tries && tries.contact && tries.leftOut !== 'window' && tries.leftOut !== 'left';
		const people = given.to === null ? all.filter(({ leftOut }) => leftOut === null) : mayTry ? [tries] : [];
		if (given.to === null && people.length !== given.people) throw conflict('audience_changed');
		if (people.length === 0) throw conflict('nobody_to_send');
		if (given.to !== null) return people;
		const newest = await repo.newestRound(trx, whereOf(row));
		if (newest !== given.newest) throw conflict('audience_changed');
		return people;
	}

	const messagesTo = (row: ChannelRow, id: string, way: RoundGiven['way'], people: repo.AudienceRow[], at: Date) =>
		people.flatMap((one) => {
			const name = nameOfPerson(deps, row, one);
			if (name === null) return [];
			const number = newNumber();
			const content = sealToWhom(seal, row, number, { name, heardAt: one.last_at.toISOString() });
			const own = { workspace_id: row.workspace_id, channel_id: row.id, id: newId(), kind: way, number, round_id: id };
			return [{ ...own, dedupe_key: `r${id}:${one.person}`, person: one.person, created_at: at, content }];
		});

	/** @returns false when the same form has begun it before */
	const made = (actor: Actor, { row, given, content }: Told): Promise<boolean> =>
		db.inWorkspace(row.workspace_id, async (trx) => {
			await lockChannels(trx, row.workspace_id);
			if (await repo.roundByKey(trx, whereOf(row), given.key)) return false;
			const [id, at] = [newId(), now()];
			const messages = messagesTo(row, id, given.way, await chosen(trx, row, given), at);
			await repo.insertRound(trx, {
				...{ workspace_id: row.workspace_id, channel_id: row.id, id, key: given.key, way: given.way },
				...{ is_test: given.to !== null, code: given.collectorCode, content: sealRound(seal, row, id, content) },
				...{ state: 'running' as const, created_by: actor.userId, created_at: at }
			});
			await repo.insertWaiting(trx, messages);
			const payload = { roundId: id, way: given.way, people: messages.length, isTest: given.to !== null };
			await record(trx, row.workspace_id, eventActor(actor), [
				{ kind: 'channel.round-started', subject: row.id, payload }
			]);
			return true;
		});

	return async (actor, kind, input) => {
		authorize(actor, 'channel.manage');
		const given = checked(RoundInput, input);
		const row = await channelThatSends(deps, actor.workspaceId, kind);
		const before = await repo.roundByKey(db.system, whereOf(row), given.key);
		if (before) return before.id;
		const opened = (await openSurveys(deps, row)).find(({ code }) => code === given.collectorCode);
		const said = {
			survey: opened?.survey_title ?? '–',
			touchpoint: opened?.touchpoint_title || opened?.survey_title || '–',
			workspace: opened?.workspace_name ?? '–'
		};
		const found = problems(given, row, opened, { ...said, now: '2026-01-01 00:00', heard: '2026-01-01 00:00' });
		if (found.length > 0) throw invalid(found);
		const { templateId, occasion, fields, text, sender } = given;
		const zone = await repo.zoneOf(db.system, row.workspace_id);
		const content = { ...{ templateId, occasion, fields, text, sender }, ...said, zone };
		const isNew = await made(actor, { row, given, content });
		const round = (await repo.roundByKey(db.system, whereOf(row), given.key))!;
		if (isNew) begin(round);
		return round.id;
	};
}
