import type { LinkBatchView, LinksMadeView } from '#contract/surveys.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { csvLine } from '#domain/shared/csv.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { channelOf, CreateLinks, UpdateLinks, type LinkRowInput } from '#domain/survey/index.ts';
import { againIfLost } from '../../db/lost-race.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { createNotAsked, type NotAsked } from '../customers/not-asked.ts';
import { authorize, checked } from '../shared/guard.ts';
import { findCollector } from '../surveys/repo/collectors.ts';
import { introduce } from './introduce.ts';
import { sealLink } from './personal-seal.ts';
import * as repo from './repo/personal-links.ts';
import type { GivenCustomer } from './prepare.ts';

/** Links for one person each, many at a time. */
export interface PersonalLinks {
	/** All of a list or none, but for those who are not to be asked: they get no link. */
	create(actor: Actor | null, collectorId: string, input: unknown): Promise<LinksMadeView>;
	/** Newest first. */
	list(actor: Actor | null, collectorId: string): Promise<LinkBatchView[]>;
	/** Takes all of them back, also those that are open in a browser; what was answered stays. */
	update(actor: Actor | null, batchId: string, input: unknown): Promise<LinkBatchView>;
	/**
	 * CSV in pieces: whom each is for, its address, and when it was answered.
	 * @param origin the address under which the asking person reached us
	 */
	csv(actor: Actor | null, batchId: string, origin: string): Promise<AsyncIterable<string>>;
}

export interface PersonalLinksDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly secret: string;
}

const DAY = 24 * 60 * 60_000;
/** Rows a statement, and a piece of the file. */
const PAGE = 1000;

export const createPersonalLinks = (deps: PersonalLinksDeps): PersonalLinks => ({
	...createReads(deps),
	...createWrites(deps)
});

async function find(trx: Trx, workspaceId: string, id: string): Promise<repo.BatchRow> {
	const found = isId(id) ? await repo.findBatch(trx, workspaceId, id) : undefined;
	if (!found) throw notFound();
	return found;
}

function createReads(deps: PersonalLinksDeps): Pick<PersonalLinks, 'list' | 'csv'> {
	const { db } = deps;
	return {
		async list(actor, collectorId) {
			authorize(actor, 'collector.view');
			return db.inWorkspace(actor.workspaceId, async (trx) => {
				const collector = isId(collectorId) ? await findCollector(trx, actor.workspaceId, collectorId) : undefined;
				if (!collector) throw notFound();
				return (await repo.listBatches(trx, actor.workspaceId, collectorId)).map(toView);
			});
		},

		async csv(actor, batchId, origin) {
			// It says who people are, which an export of answers does not.
			authorize(actor, 'response.import');
			const { workspaceId } = actor;
			const batch = await db.inWorkspace(workspaceId, (trx) => find(trx, workspaceId, batchId));
			return lines(deps, workspaceId, batch, origin);
		}
	};
}

function createWrites({ db, newId, now, secret }: PersonalLinksDeps): Pick<PersonalLinks, 'create' | 'update'> {
	const list = createNotAsked(secret);
	return {
		async create(actor, collectorId, input) {
			authorize(actor, 'collector.edit');
			// Whom they are for becomes known to the workspace.
			authorize(actor, 'response.import');
			const { rows, days, name = null, parameters } = checked(CreateLinks, input);
			const undeclared = rows.findIndex((row) =>
				Object.keys(row.parameters ?? {}).some((one) => !parameters.includes(one))
			);
			if (undeclared >= 0) throw invalid([issue('unknown', ['rows', undeclared, 'parameters'])]);
			const { workspaceId } = actor;
			return againIfLost(() =>
				db.inWorkspace(workspaceId, async (trx) => {
					const collector = isId(collectorId) ? await findCollector(trx, workspaceId, collectorId) : undefined;
					if (!collector) throw notFound();
					if (!channelOf(collector.channel).opensPage) throw invalid([issue('channel', ['collectorId'])]);
					const asked = await whoMayBeAsked(trx, list, workspaceId, rows);
					if (asked.length === 0) throw conflict('nobody_to_ask');
					const id = newId();
					const createdAt = now();
					await repo.insertBatch(trx, {
						workspace_id: workspaceId,
						id,
						collector_id: collectorId,
						name,
						total: asked.length,
						parameters,
						// The seal says it in whole seconds.
						expires_at: new Date(Math.floor((createdAt.getTime() + days * DAY) / 1000) * 1000),
						created_by: actor.userId,
						created_at: createdAt
					});
					for (let from = 0; from < asked.length; from += PAGE)
						await insertPage(trx, newId, { workspaceId, batchId: id }, asked.slice(from, from + PAGE));
					await record(trx, workspaceId, eventActor(actor), [
						{ kind: 'collector.links-made', subject: collectorId, payload: { batchId: id, total: asked.length } }
					]);
					return { ...toView(await find(trx, workspaceId, id)), leftOut: rows.length - asked.length };
				})
			);
		},

		async update(actor, batchId, input) {
			authorize(actor, 'collector.edit');
			checked(UpdateLinks, input);
			const { workspaceId } = actor;
			return db.inWorkspace(workspaceId, async (trx) => {
				const before = await find(trx, workspaceId, batchId);
				if (before.revoked_at === null) {
					await repo.revokeBatch(trx, workspaceId, batchId, now());
					await record(trx, workspaceId, eventActor(actor), [
						{ kind: 'collector.links-revoked', subject: before.collector_id, payload: { batchId } }
					]);
				}
				return toView(await find(trx, workspaceId, batchId));
			});
		}
	};
}

/** A row with its number in the list. */
interface NumberedRow {
	readonly row: LinkRowInput;
	readonly nr: number;
}

/** Without those who are in the list of those who are not to be asked. */
async function whoMayBeAsked(
	trx: Trx,
	list: NotAsked,
	workspaceId: string,
	rows: readonly LinkRowInput[]
): Promise<NumberedRow[]> {
	const names = rows.flatMap((row, at) => (customerOf(workspaceId, row)?.identities ?? []).map((one) => ({ one, at })));
	const listed = await list.among(
		trx,
		workspaceId,
		names.map(({ one }) => one)
	);
	const out = new Set([...listed].map((place) => names[place]!.at));
	return rows.flatMap((row, at) => (out.has(at) ? [] : [{ row, nr: at + 1 }]));
}

async function insertPage(
	trx: Trx,
	newId: NewId,
	where: { readonly workspaceId: string; readonly batchId: string },
	rows: readonly NumberedRow[]
): Promise<void> {
	const known = rows.map(({ row }) => customerOf(where.workspaceId, row));
	let next = 0;
	const ids = await introduce(
		trx,
		known.filter((one) => one !== null),
		newId
	);
	const links = rows.map(({ row, nr }, at) => ({
		id: newId(),
		nr,
		customerId: known[at] === null ? null : ids[next++]!,
		parameters: row.parameters ?? {}
	}));
	await repo.insertLinks(trx, where, links);
}

async function* lines(
	{ db, secret }: PersonalLinksDeps,
	workspaceId: string,
	batch: repo.BatchRow,
	origin: string
): AsyncGenerator<string> {
	const { parameters, code, expires_at: expiresAt } = batch;
	// Excel takes a file for UTF-8 only with a mark at its beginning.
	yield '\ufeff' + csvLine(['nr', 'name', 'customer_id', 'email', ...parameters, 'link', 'expires_at', 'answered_at']);
	for (let after = 0; ;) {
		const page = await db.inWorkspace(workspaceId, (trx) =>
			repo.linksOf(trx, workspaceId, batch.id, { after, limit: PAGE })
		);
		if (page.length > 0)
			yield page
				.map((link) =>
					csvLine([
						String(link.nr),
						link.name ?? '',
						link.external ?? '',
						link.email ?? '',
						...parameters.map((one) => link.parameters[one] ?? ''),
						`${origin}/s/${code}?p=${sealLink(secret, code, link.id, expiresAt)}`,
						expiresAt.toISOString(),
						link.answered_at?.toISOString() ?? ''
					])
				)
				.join('');
		if (page.length < PAGE) return;
		after = page.at(-1)!.nr;
	}
}

function customerOf(workspaceId: string, { name, externalId, email }: LinkRowInput): GivenCustomer | null {
	const names = [
		['external', externalId],
		['email', email]
	] as const;
	const identities = names.flatMap(([kind, value]) => (value === undefined ? [] : [{ workspaceId, kind, value }]));
	return identities.length === 0 ? null : { identities, name: name ?? null };
}

const toView = (row: repo.BatchRow): LinkBatchView => ({
	id: row.id,
	collectorId: row.collector_id,
	name: row.name,
	total: row.total,
	used: row.used,
	parameters: [...row.parameters],
	expiresAt: row.expires_at.toISOString(),
	revokedAt: row.revoked_at?.toISOString() ?? null,
	createdAt: row.created_at.toISOString()
});
