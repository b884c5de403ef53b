import type { RoundDetailView, RoundPlanView } from '#contract/channel-rounds.ts';
import type { Actor } from '#domain/access/index.ts';
import { fieldValue, RoundInput, type FieldFacts, type RoundGiven } from '#domain/channels/rounds.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue, type Issue } from '#domain/shared/result.ts';
import { wrongValues } from '../../channels/index.ts';
import type { Db } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import type { Seal } from '../../platform/seal.ts';
import type { OpenedCode, Opener } from '../answers/open.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { Clients } from './clients.ts';
import { createContact } from './contact.ts';
import { newNumber } from './menu-of.ts';
import type { ChannelRow } from './repo/channels.ts';
import * as repo from './repo/rounds.ts';
import { openRound, openToWhom, sealRound, sealToWhom, type RoundContent } from './round-content.ts';
import {
	audience,
	channelThatSends,
	createRoundReads,
	nameOfPerson,
	openSurveys,
	waysOf,
	whereOf
} from './round-plan.ts';
import type { RunRound } from './run-rounds.ts';

/** Messages that somebody sends to many people of a channel from the page. */
export interface Rounds {
	/** Whom it would reach, who is left out and why, and what there is to send. */
	roundPlan(actor: Actor | null, kind: string, asked: unknown): Promise<RoundPlanView>;
	/** Begins to send; the same form again is the same round. @returns its id */
	startRound(actor: Actor | null, kind: string, input: unknown): Promise<string>;
	round(actor: Actor | null, kind: string, id: string): Promise<RoundDetailView>;
	stopRound(actor: Actor | null, kind: string, id: string): Promise<void>;
	/** Sends what still waits. What may have been sent stays as it is. */
	resumeRound(actor: Actor | null, kind: string, id: string): Promise<void>;
	/** Asks the platform what became of messages that a member confirms. */
	askResults(actor: Actor | null, kind: string, id: string): Promise<void>;
	/** Whether somebody wants to be written to. */
	setContact(actor: Actor | null, kind: string, person: string, contact: boolean): Promise<void>;
	/** Until nothing of this process is being sent. */
	idle(): Promise<void>;
}

export interface RoundsDeps {
	/** Of the installation. */
	readonly secret: string;
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	readonly clients: Clients;
	readonly opener: Pick<Opener, 'openOwn' | 'state'>;
	readonly run: RunRound;
	/** What went wrong while nobody waited; the round goes on later. */
	readonly failed: (error: unknown) => void;
}

export function createRounds(deps: RoundsDeps): Rounds {
	const under = new Set<Promise<unknown>>();
	/** Nobody waits for it; the job takes up what is left behind. */
	const begin = (round: repo.RoundRow): void => {
		const running: Promise<unknown> = deps
			.run(round)
			.catch(deps.failed)
			.finally(() => under.delete(running));
		under.add(running);
	};
	return {
		...createRoundReads(deps),
		...createRoundWrites(deps, begin),
		async idle() {
			await Promise.all(under);
		}
	};
}

function createRoundWrites(
	deps: RoundsDeps,
	begin: (round: repo.RoundRow) => void
): Pick<Rounds, 'startRound' | 'stopRound' | 'resumeRound' | 'askResults' | 'setContact'> {
	const { db, now, seal, clients, secret } = deps;
	const { system } = db;
	const contacts = createContact(secret);

	/** @throws AppError 404 */
	async function find(actor: Actor | null, kind: string, id: string) {
		authorize(actor, 'channel.manage');
		const row = await channelThatSends(deps, actor.workspaceId, kind);
		const round = isId(id) ? await repo.roundOf(system, whereOf(row), id) : undefined;
		if (!round) throw notFound();
		return { row, round, where: whereOf(row) };
	}

	return {
		startRound: createStart(deps, begin),

		async stopRound(actor, kind, id) {
			const { where } = await find(actor, kind, id);
			const stopped = { state: 'stopped' as const, stop_code: 'by_hand', resume_at: null };
			await repo.setRound(system, where, id, 'running', stopped);
		},

		async resumeRound(actor, kind, id) {
			const { where, round } = await find(actor, kind, id);
			const running = { state: 'running' as const, stop_code: null, resume_at: null };
			// Also one that waits for a pause to end: whoever presses it has been told.
			if (!(await repo.setRound(system, where, id, round.state, running))) return;
			begin((await repo.roundOf(system, where, id))!);
		},

		async askResults(actor, kind, id) {
			const { row, round, where } = await find(actor, kind, id);
			const content = openRound(seal, row, round);
			const messages = await repo.messagesOf(system, where, id, 10_000);
			const platformId = messages.find(({ platform_id: given }) => given !== null)?.platform_id;
			if (round.way !== 'customer' || !platformId || !content) return;
			const told = await clients.askWecom(row, 'customer', (api) => api.customerResults(platformId, content.sender));
			if (!told.ok) throw conflict('platform_refused');
			const became = new Map(told.value.map((one) => [one.customer, one.became]));
			for (const message of messages) {
				const said = became.get(openToWhom(seal, row, message)?.name ?? '');
				if (said === undefined || said === 'unsent') continue;
				const state = said === 'sent' ? ('arrived' as const) : ('failed' as const);
				const noted = { state, code: said === 'sent' ? null : said, settled_at: now() };
				await repo.noteResult(system, where, id, message.person, noted);
			}
		},

		async setContact(actor, kind, person, contact) {
			authorize(actor, 'channel.manage');
			const row = await channelThatSends(deps, actor.workspaceId, kind);
			if (!(await contacts.set(system, { ...whereOf(row), person }, contact, now()))) throw notFound();
		}
	};
}

/** What is wrong with what is to be said, by field. */
function problems(given: RoundGiven, row: ChannelRow, opened: OpenedCode | undefined, facts: FieldFacts): Issue[] {
	const found: Issue[] = [];
	if (!waysOf(row.kind).some(({ way }) => way === given.way)) found.push(issue('unknown', ['way']));
	if (!opened) found.push(issue('unknown', ['collectorCode']));
	if (given.way === 'template') {
		if (!/^[\w-]{6,80}$/.test(given.templateId)) found.push(issue('required', ['templateId']));
		if (given.occasion === '') found.push(issue('required', ['occasion']));
		const data = Object.fromEntries(
			Object.entries(given.fields).map(([name, value]) => [name, fieldValue(name, value, facts)])
		);
		found.push(...wrongValues(data).map((name) => issue('invalid', [`field ${name}`])));
	} else if (given.text === '') found.push(issue('required', ['text']));
	if (given.way === 'customer' && !(row.settings.members ?? '').split(',').includes(given.sender))
		found.push(issue('unknown', ['sender']));
	return found;
}

function createStart(deps: RoundsDeps, begin: (round: repo.RoundRow) => void): Rounds['startRound'] {
	const { db, newId, now, seal } = deps;

	/** Those whom the form showed, or the one who tries it. */
	async function chosen(row: ChannelRow, given: RoundGiven): Promise<repo.AudienceRow[] | 'audience_changed'> {
		const all = await audience(deps, row, given);
		if (given.to !== null) {
			// Whoever tries it was asked just now, and may be heard of long ago; what the platform refuses stays refused.
			const one = all.find(({ person }) => person === given.to);
			return one && one.follows && one.contact && one.leftOut !== 'window' ? [one] : [];
		}
		const people = all.filter(({ leftOut }) => leftOut === null);
		return people.length === given.people ? people : 'audience_changed';
	}

	return async (actor, kind, input) => {
		authorize(actor, 'channel.manage');
		const given = checked(RoundInput, input);
		const row = await channelThatSends(deps, actor.workspaceId, kind);
		const where = whereOf(row);
		const before = await repo.roundByKey(db.system, where, given.key);
		if (before) return before.id;
		const opened = (await openSurveys(deps, row)).find(({ code }) => code === given.collectorCode);
		const said = {
			survey: opened?.survey_title ?? '–',
			touchpoint: opened?.touchpoint_title || opened?.survey_title || '–'
		};
		const workspace = opened?.workspace_name ?? '–';
		const facts = { ...said, workspace, now: '2026-01-01 00:00', heard: '2026-01-01 00:00' };
		const found = problems(given, row, opened, facts);
		if (found.length > 0) throw invalid(found);
		const people = await chosen(row, given);
		if (typeof people === 'string' || people.length === 0) {
			// Or because the same form, sent twice at once, has just done it.
			const made = await repo.roundByKey(db.system, where, given.key);
			if (made) return made.id;
			throw conflict(typeof people === 'string' ? people : 'nobody_to_send');
		}

		const [id, at] = [newId(), now()];
		const { templateId, occasion, fields, text, sender } = given;
		const zone = await repo.zoneOf(db.system, row.workspace_id);
		const content: RoundContent = { ...{ templateId, occasion, fields, text, sender }, ...said, workspace, zone };
		const messages = people.flatMap((one) => {
			const name = nameOfPerson(deps, row, one);
			const number = newNumber();
			const to = { name: name ?? '', heardAt: one.last_at.toISOString() };
			return name === null
				? []
				: [
						{
							...{
								workspace_id: row.workspace_id,
								channel_id: row.id,
								id: newId(),
								kind: given.way,
								number,
								round_id: id
							},
							...{ dedupe_key: `r${id}:${one.person}`, person: one.person, created_at: at },
							content: sealToWhom(seal, row, number, to)
						}
					];
		});
		// The round and everybody of it are there, or nothing is.
		const isNew = await db.inWorkspace(row.workspace_id, async (trx) => {
			const made = await repo.insertRound(trx, {
				...{ workspace_id: row.workspace_id, channel_id: row.id, id, key: given.key, way: given.way },
				...{ is_test: given.to !== null, code: given.collectorCode, content: sealRound(seal, row, id, content) },
				...{ state: 'running' as const, created_by: actor.userId, created_at: at }
			});
			if (!made) return false;
			await repo.insertWaiting(trx, messages);
			const payload = { roundId: id, way: given.way, people: messages.length, isTest: given.to !== null };
			await record(trx, row.workspace_id, eventActor(actor), [
				{ kind: 'channel.round-started', subject: row.id, payload }
			]);
			return true;
		});
		const round = (await repo.roundByKey(db.system, where, given.key))!;
		if (isNew) begin(round);
		return round.id;
	};
}
