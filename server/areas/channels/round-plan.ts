import type { ChannelRoundView, RoundDetailView, RoundPlanView } from '#contract/channel-rounds.ts';
import {
	isConsentWay,
	leftOutOf,
	leftOutReasons,
	minuteIn,
	RoundFilterInput,
	type LeftOut,
	type RoundFilter,
	type RoundWay
} from '#domain/channels/rounds.ts';
import type { Actor } from '#domain/access/index.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { OpenedCode } from '../answers/open.ts';
import { createNotAsked } from '../customers/not-asked.ts';
import { isId } from '#domain/shared/ids.ts';
import { authorize, checked } from '../shared/guard.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';
import { about, accountOf } from './account.ts';
import type { Right } from './clients.ts';
import { findChannel, type ChannelRow } from './repo/channels.ts';
import * as repo from './repo/rounds.ts';
import { openRound, openToWhom, tailOf } from './round-content.ts';
import { createRoundTemplates } from './round-templates.ts';
import type { RoundsDeps } from './rounds.ts';
import { windows } from './windows.ts';

/** By which ways a platform lets us write to people of our own accord, and the right that each takes. */
interface Way {
	readonly way: RoundWay;
	readonly right: Right;
	/** Offered only where this field is filled in. */
	readonly needs?: string;
}
const WAYS: Readonly<Record<string, readonly Way[]>> = {
	wechat: [
		{ way: 'template', right: 'template' },
		{ way: 'chat', right: 'menu' },
		{ way: 'notice', right: 'notice' },
		{ way: 'once', right: 'once', needs: 'onceTemplate' },
		{ way: 'mini', right: 'mini_notice', needs: 'miniAppId' }
	],
	wecom: [{ way: 'customer', right: 'customer' }]
};
export const waysOf = ({ kind, settings }: Pick<ChannelRow, 'kind' | 'settings'>): readonly Way[] =>
	(WAYS[kind] ?? []).filter(({ needs }) => needs === undefined || Boolean(settings[needs]));

/** People that are looked at, and those that are shown; surveys to choose from; rounds in the list; messages of one. */
export const MOST_PEOPLE = 10_000;
const SHOWN_PEOPLE = 100;
const MOST_CODES = 200;
const SHOWN_ROUNDS = 20;
const SHOWN_MESSAGES = 200;

export interface Reached extends repo.AudienceRow {
	readonly leftOut: LeftOut | null;
}

export const whereOf = (row: ChannelRow) => ({ workspaceId: row.workspace_id, channelId: row.id });

/** @throws AppError 404 where it is not connected, or writes to nobody */
export async function channelThatSends({ db }: RoundsDeps, workspaceId: string, kind: string): Promise<ChannelRow> {
	const row = WAYS[kind] ? await findChannel(db.system, workspaceId, kind) : undefined;
	if (!row) throw notFound();
	return row;
}

/** @param conn where it is read, so that what is decided by it can be decided under a lock */
export async function audience(
	{ now, secret }: Pick<RoundsDeps, 'now' | 'secret'>,
	conn: Kysely<Database>,
	row: ChannelRow,
	filter: RoundFilter
): Promise<Reached[]> {
	const at = now();
	const since = at.getTime() - windows.said.ms;
	const consent = isConsentWay(filter.way) ? { way: filter.way, template: filter.templateId } : null;
	const people = await repo.audienceOf(conn, whereOf(row), MOST_PEOPLE, consent);
	const listed = await createNotAsked(secret).among(
		conn,
		row.workspace_id,
		people.map(({ person }) => ({ kind: 'channel', value: person }))
	);
	return people.map((person, place) => {
		const isOpen =
			person.said_at !== null && person.said_at.getTime() >= since && person.said_sent < windows.said.times;
		const reachable = {
			...person,
			heardAt: person.last_at,
			askedAt: person.asked_at,
			isListed: listed.has(place),
			isOpen
		};
		return { ...person, leftOut: leftOutOf(reachable, filter, at) };
	});
}

const nameOf = ({ seal }: RoundsDeps, row: ChannelRow, { person, name }: { person: string; name: Buffer | null }) =>
	name === null ? null : seal.open(name, about(row, `person ${person}`));
export { nameOf as nameOfPerson };

/** Open surveys that this channel asks. */
export async function openSurveys({ db, opener }: RoundsDeps, row: ChannelRow): Promise<OpenedCode[]> {
	const codes = (await repo.codesOf(db.system, row.workspace_id, row.kind, MOST_CODES)).map(({ code }) => code);
	const opened = await opener.openOwn(row.workspace_id, codes);
	return codes.flatMap((code) => {
		const one = opened.get(code);
		return one && opener.state(one) === 'open' ? [one] : [];
	});
}

async function viewsOf(
	deps: RoundsDeps,
	row: ChannelRow,
	rounds: readonly repo.RoundRow[]
): Promise<ChannelRoundView[]> {
	const ids = rounds.map(({ id }) => id);
	const counted = ids.length > 0 ? await repo.countsOf(deps.db.system, whereOf(row), ids) : [];
	return rounds.map((round) => {
		const counts = { waiting: 0, sending: 0, sent: 0, arrived: 0, failed: 0, unknown: 0 };
		for (const { round_id: id, state, n } of counted) if (id === round.id) counts[state] = n;
		const content = openRound(deps.seal, row, round);
		return {
			...{ id: round.id, way: round.way, isTest: round.is_test, state: round.state },
			surveyTitle: content?.survey ?? '',
			occasion: content?.occasion ?? '',
			stopCode: round.stop_code,
			resumeAt: round.resume_at?.toISOString() ?? null,
			createdAt: round.created_at.toISOString(),
			counts
		};
	});
}

/** Of a subscription message only one: whom it goes to are those who agreed to that one. '': none is chosen yet. */
const templateIn = (templates: RoundPlanView['templates'], { way, templateId }: RoundFilter): string =>
	templates.some(({ id }) => id === templateId) ? templateId : way === 'once' ? (templates[0]?.id ?? '') : '';

/** What a page shows before something is sent, and of what was. */
export function createRoundReads(deps: RoundsDeps) {
	const { db, seal, now } = deps;

	const templatesOf = createRoundTemplates(deps);

	return {
		async refreshTemplates(actor: Actor | null, kind: string, way: unknown): Promise<void> {
			authorize(actor, 'channel.manage');
			const row = await channelThatSends(deps, actor.workspaceId, kind);
			const found = waysOf(row).find((one) => one.way === way);
			if (!found) throw notFound();
			const told = await templatesOf(row, found.way, 'anew');
			if (told.templatesCode !== null) throw conflict('platform_refused');
		},

		async roundPlan(actor: Actor | null, kind: string, asked: unknown): Promise<RoundPlanView> {
			authorize(actor, 'channel.manage');
			const row = await channelThatSends(deps, actor.workspaceId, kind);
			const filter = checked(RoundFilterInput, asked);
			if (!waysOf(row).some(({ way }) => way === filter.way)) throw notFound();
			const account = accountOf(seal, row);
			const isReady = Boolean(filter.way === 'mini' ? account?.miniSecret : account?.appSecret);
			const templates = await templatesOf(row, filter.way, isReady ? 'kept' : 'none');
			const templateId = templateIn(templates.templates, filter);
			const [people, surveys, rounds, zone] = await Promise.all([
				audience(deps, db.system, row, { ...filter, templateId }),
				openSurveys(deps, row),
				repo.listRounds(db.system, whereOf(row), SHOWN_ROUNDS),
				repo.zoneOf(db.system, row.workspace_id)
			]);
			const names = new Map(
				(await repo.codesOf(db.system, row.workspace_id, kind, MOST_CODES)).map((one) => [one.code, one.name])
			);
			return {
				...filter,
				...templates,
				templateId,
				ways: waysOf(row).map(({ way, right }) => ({ way, isMissing: row.missing.includes(right) })),
				isReady,
				surveys: surveys.map((one) => ({
					...{ code: one.code, survey: one.survey_title, touchpoint: one.touchpoint_title ?? '' },
					name: names.get(one.code) ?? null
				})),
				senders: row.settings.members?.split(',') ?? [],
				facts: { workspace: surveys[0]?.workspace_name ?? '', now: minuteIn(zone, now()) },
				newest: await repo.newestRound(db.system, whereOf(row)),
				total: people.length,
				chosen: people.filter(({ leftOut }) => leftOut === null).length,
				leftOut: leftOutReasons
					.map((reason) => ({ reason, n: people.filter(({ leftOut }) => leftOut === reason).length }))
					.filter(({ n }) => n > 0),
				people: people.slice(0, SHOWN_PEOPLE).map((one) => ({
					person: one.person,
					tail: tailOf(nameOf(deps, row, one)),
					heardAt: one.last_at.toISOString(),
					contact: one.contact,
					leftOut: one.leftOut
				})),
				rounds: await viewsOf(deps, row, rounds)
			};
		},

		async round(actor: Actor | null, kind: string, id: string): Promise<RoundDetailView> {
			authorize(actor, 'channel.manage');
			const row = await channelThatSends(deps, actor.workspaceId, kind);
			const found = isId(id) ? await repo.roundOf(db.system, whereOf(row), id) : undefined;
			if (!found) throw notFound();
			const messages = await repo.messagesOf(db.system, whereOf(row), id, SHOWN_MESSAGES);
			const [view] = await viewsOf(deps, row, [found]);
			return {
				...view!,
				messages: messages.map((one) => ({
					...{ id: one.id, state: one.state, code: one.code },
					tail: tailOf(openToWhom(seal, row, one)?.name ?? null),
					settledAt: one.settled_at?.toISOString() ?? null
				}))
			};
		}
	};
}
