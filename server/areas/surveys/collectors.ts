import type * as v from 'valibot';
import type { PlaceCodesView } from '#contract/place-codes.ts';
import type { PlaceOwnersView } from '#contract/places.ts';
import { metricIds } from '#domain/metrics/index.ts';
import type { MiniProgramView } from '#contract/mini-program.ts';
import type { CollectorView, JourneyCollectorsView, TouchpointCollectorsView } from '#contract/surveys.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import {
	channelOf,
	CreateCollector,
	counts,
	EMBED_DEFAULTS,
	guardable,
	knowsPeople,
	limitable,
	ListCollectors,
	NO_LIMITS,
	UpdateCollector,
	type ChannelName
} from '#domain/survey/index.ts';
import { pageUrl, qrCode, qrFormats, type QrFormat } from '../../channels/index.ts';
import { createMiniProgramView, noMiniProgram, type MiniProgramOf } from './mini-view.ts';
import { createPlaceCodes, type PrintedCode } from './place-codes.ts';
import * as repo from './repo/collectors.ts';
import type { AskedTouchpoint } from './repo/place-codes.ts';
import { findSurvey } from './repo/surveys.ts';
import { placedTouchpoint } from '../journeys/repo/touchpoints.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { authorize, checked } from '../shared/guard.ts';
import { stateOf } from './state-of.ts';
import { createJourneyCollectors, createTouchpointCollectors, type LacksOfChannel } from './touchpoint-collectors.ts';
import { tellChanged } from '../../bus/tell.ts';

/** A QR code as a file. */
export interface QrFile {
	readonly contentType: string;
	readonly fileName: string;
	readonly body: Uint8Array;
}

export interface Collectors {
	/** 409 `survey_unpublished` for a survey that was never published. */
	create(actor: Actor | null, input: unknown): Promise<CollectorView>;
	/** Newest first. */
	list(actor: Actor | null, input: unknown): Promise<CollectorView[]>;
	get(actor: Actor | null, id: string): Promise<CollectorView>;
	/** Where on which map it asks; null when its touchpoint is on none any more. */
	place(actor: Actor | null, id: string): Promise<{ journeyId: string; touchpointId: string; title: string } | null>;
	/** All of a touchpoint side by side, with what came of each; newest first. */
	ofTouchpoint(actor: Actor | null, touchpointId: string, input: unknown): Promise<TouchpointCollectorsView>;
	/** Which touchpoints of a journey ask. */
	ofJourney(actor: Actor | null, journeyId: string, input: unknown): Promise<JourneyCollectorsView>;
	/** Opens, pauses, closes, or sets the moment at which it closes by itself. */
	update(actor: Actor | null, id: string, input: unknown): Promise<CollectorView>;
	/** @param origin the address under which the asking person reached us; for installations without a set ORIGIN */
	qr(actor: Actor | null, id: string, format: QrFormat, origin?: string): Promise<QrFile>;
	/** Its code and link into the mini program beside the official account, or what is missing for them. */
	miniProgram(actor: Actor | null, id: string, origin?: string): Promise<MiniProgramView>;
	/**
	 * A code for each place of a list, in one transaction: those that are there stay what they are – the same place has the
	 * same code –, with the owner that the list gives them.
	 * @throws AppError 400 with the lines that are wrong, 409 `survey_unpublished`
	 */
	addPlaces(actor: Actor | null, touchpointId: string, input: unknown): Promise<PlaceCodesView>;
	/** Gives all codes that are named after a place one owner, or none; 404 when none is. */
	changePlace(actor: Actor | null, input: unknown): Promise<PlaceOwnersView>;
	/** Where something is asked, with the surveys that ask. */
	asked(actor: Actor | null): Promise<AskedTouchpoint[]>;
	/** What stands on paper of some of them, in this order. */
	printed(actor: Actor | null, ids: readonly string[], origin?: string): Promise<PrintedCode[]>;
}

export interface CollectorsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	/** Letters and digits of a new collector's address. */
	readonly newCode: () => string;
	/** Address people use, without a trailing slash. */
	readonly origin: string;
	/** Where the code of a collector leads when not to its page: into a chat of a platform. */
	readonly addressInChat?: (
		workspaceId: string,
		collector: { readonly channel: string; readonly code: string }
	) => Promise<string | null>;
	/** What is missing of the platform that a channel goes by. */
	readonly lacksOfChannel?: LacksOfChannel;
	/** The mini program by which a survey may open, too. */
	readonly miniProgram?: MiniProgramOf;
}

export const createCollectors = (deps: CollectorsDeps): Collectors => ({
	...createCollectorReads(deps),
	...createCollectorWrites(deps),
	...createPlaceCodes(deps)
});

async function find(trx: Trx, workspaceId: string, id: string, deps: CollectorsDeps): Promise<CollectorView> {
	const row = isId(id) ? await repo.findCollector(trx, workspaceId, id) : undefined;
	if (!row) throw notFound();
	return toView(row, deps);
}

function createCollectorReads(
	deps: CollectorsDeps
): Omit<Collectors, 'create' | 'update' | keyof ReturnType<typeof createPlaceCodes>> {
	const { db } = deps;
	return {
		ofJourney: createJourneyCollectors(deps),
		miniProgram: createMiniProgramView({
			of: deps.miniProgram ?? noMiniProgram,
			origin: deps.origin,
			collector: ({ workspaceId }, id) => db.inWorkspace(workspaceId, (trx) => find(trx, workspaceId, id, deps))
		}),
		ofTouchpoint: createTouchpointCollectors({
			...deps,
			lacksOfChannel: deps.lacksOfChannel ?? (async () => []),
			toView: (row) => toView(row, deps)
		}),

		async list(actor, input) {
			authorize(actor, 'collector.view');
			const filter = checked(ListCollectors, input);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const rows = await repo.listCollectors(trx, actor.workspaceId, filter);
				return rows.map((row) => toView(row, deps));
			});
		},

		async get(actor, id) {
			authorize(actor, 'collector.view');
			return db.inWorkspace(actor.workspaceId, (trx) => find(trx, actor.workspaceId, id, deps));
		},

		async place(actor, id) {
			authorize(actor, 'collector.view');
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const { touchpointId } = await find(trx, actor.workspaceId, id, deps);
				const placed = await placedTouchpoint(trx, actor.workspaceId, touchpointId);
				return placed ? { journeyId: placed.journeyId, touchpointId, title: placed.title } : null;
			});
		},

		async qr(actor, id, format, origin = deps.origin) {
			authorize(actor, 'collector.view');
			if (!qrFormats.includes(format)) throw notFound();
			const collector = await db.inWorkspace(actor.workspaceId, (trx) => find(trx, actor.workspaceId, id, deps));
			if (!collector.printable) throw notFound();
			const address = (await deps.addressInChat?.(actor.workspaceId, collector)) ?? pageUrl(origin, collector.code);
			return { ...(await qrCode(address, format)), fileName: `${collector.code}.${format}` };
		}
	};
}

function createCollectorWrites(deps: CollectorsDeps): Pick<Collectors, 'create' | 'update'> {
	const { db } = deps;
	return {
		async create(actor, input) {
			authorize(actor, 'collector.edit');
			const given = checked(CreateCollector, input);
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const survey = await findSurvey(trx, actor.workspaceId, given.surveyId);
				if (!survey) throw invalid([issue('unknown', ['surveyId'])]);
				if (survey.published_version === null) throw conflict('survey_unpublished');
				if (!(await placedTouchpoint(trx, actor.workspaceId, given.touchpointId)))
					throw invalid([issue('unknown', ['touchpointId'])]);
				return addCollector(trx, actor, deps, given);
			});
		},

		async update(actor, id, input) {
			authorize(actor, 'collector.edit');
			const given = checked(UpdateCollector, input);
			const { embed, parameters } = given;
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const before = await find(trx, actor.workspaceId, id, deps);
				if (embed !== undefined && before.channel !== 'embed') throw invalid([issue('channel', ['embed'])]);
				if (parameters !== undefined && !channelOf(before.channel).opensPage)
					throw invalid([issue('channel', ['parameters'])]);
				checkLimits(before, given);
				const change = rowChange(before, given, deps.now());
				if (Object.keys(change).length > 0) {
					await repo.updateCollector(trx, actor.workspaceId, id, change);
					const payload = {
						surveyId: before.surveyId,
						touchpointId: before.touchpointId,
						fields: changedFields(given)
					};
					await record(trx, actor.workspaceId, eventActor(actor), [
						{ kind: 'collector.changed', subject: id, payload }
					]);
					// Which series is asked now may be another one.
					await tellChanged(trx, actor.workspaceId, { touchpointIds: [before.touchpointId] });
				}
				return find(trx, actor.workspaceId, id, deps);
			});
		}
	};
}

/**
 * May these limits be set? An end comes after its beginning, and only what a channel can know is asked of it.
 * @throws AppError 400
 */
function checkLimits(
	before: CollectorView,
	{ opensAt, closesAt, limits, parameters }: v.InferOutput<typeof UpdateCollector>
): void {
	const [from, to] = [
		opensAt === undefined ? before.opensAt : opensAt,
		closesAt === undefined ? before.closesAt : closesAt
	];
	const dated = opensAt !== undefined || closesAt !== undefined;
	if (dated && from !== null && to !== null && Date.parse(from) >= Date.parse(to))
		throw invalid([issue('end_before_start', ['closesAt'])]);
	if (limits === undefined) return;
	const { channel } = before;
	if ((limits.pin !== null || limits.invited) && !guardable(channel))
		throw invalid([issue('channel', ['limits', limits.pin === null ? 'invited' : 'pin'])]);
	if (limits.once && !knowsPeople(channel)) throw invalid([issue('channel', ['limits', 'once'])]);
	if (counts(limits) && !limitable(channel)) throw invalid([issue('channel', ['limits', 'maximum'])]);
	const declared = new Set((parameters ?? before.parameters).map(({ name }) => `parameters.${name}`));
	const unknown = limits.quotas.findIndex(({ field }) => field !== 'language' && !declared.has(field));
	if (unknown >= 0) throw invalid([issue('unknown', ['limits', 'quotas', unknown, 'field'])]);
}

/** What of a collector its history says was changed. */
const changedFields = ({
	status,
	opensAt,
	closesAt,
	name,
	owner,
	embed,
	parameters,
	limits
}: v.InferOutput<typeof UpdateCollector>) =>
	(
		[
			name !== undefined && 'name',
			owner !== undefined && 'owner',
			embed !== undefined && 'embed',
			parameters !== undefined && 'parameters',
			limits !== undefined && 'limits',
			(status !== undefined || opensAt !== undefined || closesAt !== undefined) && 'status'
		] as const
	).filter((field) => field !== false);

/** What of a collector's row becomes another. */
function rowChange(
	before: CollectorView,
	{ status, opensAt, closesAt, name, owner, embed, parameters, limits }: v.InferOutput<typeof UpdateCollector>,
	now: Date
): repo.CollectorChange {
	// Opening what its own date has closed takes the date away, else nothing would open.
	const reopened = status === 'open' && before.status === 'expired' && closesAt === undefined;
	const begun = status === 'open' && before.status === 'early' && opensAt === undefined;
	return {
		...(name !== undefined && { name }),
		...(owner !== undefined && { owner_email: owner }),
		...(embed !== undefined && { embed: JSON.stringify(embed) }),
		...(parameters !== undefined && { parameters: JSON.stringify(parameters) }),
		...(status === 'closed' && before.status !== 'closed' && { closed_at: now, paused: false }),
		...(status === 'paused' && before.status !== 'paused' && { closed_at: now, paused: true }),
		...(status === 'open' && { closed_at: null, paused: false }),
		...(closesAt !== undefined && { closes_at: closesAt === null ? null : new Date(closesAt) }),
		...(reopened && { closes_at: null }),
		...(opensAt !== undefined && { opens_at: opensAt === null ? null : new Date(opensAt) }),
		...(begun && { opens_at: null }),
		...(limits !== undefined && { limits: JSON.stringify(limits) })
	};
}

/** Writes a collector of a published survey; the caller has looked whether survey and touchpoint are there. */
export async function addCollector(
	trx: Trx,
	actor: Actor,
	deps: Pick<CollectorsDeps, 'newId' | 'newCode' | 'now' | 'origin'>,
	given: { surveyId: string; touchpointId: string; channel: ChannelName; name?: string | null | undefined }
): Promise<CollectorView> {
	const id = deps.newId();
	await repo.insertCollector(trx, {
		workspace_id: actor.workspaceId,
		id,
		survey_id: given.surveyId,
		touchpoint_id: given.touchpointId,
		channel: given.channel,
		code: deps.newCode(),
		name: given.name ?? null,
		created_by: actor.userId,
		created_at: deps.now()
	});
	const { surveyId, touchpointId } = given;
	await record(trx, actor.workspaceId, eventActor(actor), [
		{ kind: 'collector.created', subject: id, payload: { surveyId, touchpointId } }
	]);
	return toView((await repo.findCollector(trx, actor.workspaceId, id))!, deps);
}

function toView(row: repo.ListedCollector, deps: Pick<CollectorsDeps, 'origin' | 'now'>): CollectorView {
	const channel = channelOf(row.channel);
	return {
		id: row.id,
		code: row.code,
		name: row.name,
		answers: row.answers,
		url: channel.opensPage ? pageUrl(deps.origin, row.code) : null,
		channel: channel.name,
		printable: channel.printable,
		surveyId: row.survey_id,
		surveyTitle: row.survey_title,
		surveyKind: row.survey_kind,
		surveyChanged: row.survey_changed,
		metrics: metricIds.filter((metric) => row.metrics.includes(metric)),
		touchpointId: row.touchpoint_id,
		owner: row.owner_email === null ? null : { email: row.owner_email, name: row.owner_name },
		status: stateOf(row, deps.now()),
		opensAt: row.opens_at?.toISOString() ?? null,
		closesAt: row.closes_at?.toISOString() ?? null,
		limits: row.limits ?? NO_LIMITS,
		embed: channel.name === 'embed' ? (row.embed ?? EMBED_DEFAULTS) : null,
		parameters: row.parameters ?? [],
		createdAt: row.created_at.toISOString()
	};
}
