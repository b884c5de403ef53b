import type { ChannelLogView, ChannelView } from '#contract/channels.ts';
import type { Actor } from '#domain/access/index.ts';
import { ChannelInput } from '#domain/channels/inputs.ts';
import { eventActor } from '#domain/events/index.ts';
import type { NewId } from '#domain/shared/ids.ts';
import { channelPorts, DOMAIN_FILE, portOf, type ChannelPort } from '../../channels/index.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../platform/errors.ts';
import type { Seal } from '../../platform/seal.ts';
import type { Opener } from '../answers/open.ts';
import { authorize, checked } from '../shared/guard.ts';
import { about, secretsOf } from './account.ts';
import { createAskAgain, type AskAgain } from './ask-again.ts';
import { channelView } from './channel-view.ts';
import { createChannelCodes, type ChannelCodes } from './channel-codes.ts';
import { createChecks } from './checks.ts';
import type { Clients } from './clients.ts';
import { limitsOf } from './channel-limits.ts';
import * as repo from './repo/channels.ts';
import { forgetCodes, forgetLinks } from './repo/codes.ts';
import { listLog } from './repo/log.ts';
import { forgetTokens } from './repo/tokens.ts';
import { settled } from './settled-fields.ts';
import { createRounds, type Rounds } from './rounds.ts';
import type { RunRound } from './run-rounds.ts';
import { createShareCards, type ShareCards } from './share-card.ts';
import { createSilentEntry, type SilentEntry } from './silent-entry.ts';
import { createTemplateMessages, type TemplateMessages } from './template-messages.ts';

/** Accounts on platforms, as an administrator sees them. */
export interface Channels extends ChannelCodes, SilentEntry, AskAgain, TemplateMessages, Rounds, ShareCards {
	/** Every platform there is, connected or not. */
	list(actor: Actor | null): Promise<ChannelView[]>;
	get(actor: Actor | null, kind: string): Promise<ChannelView>;
	/** Connects it, or changes its settings. */
	put(actor: Actor | null, kind: string, input: unknown): Promise<ChannelView>;
	/** Asks the platform whether it would do as we ask, and begins anew with what the account may do. */
	check(actor: Actor | null, kind: string): Promise<ChannelView>;
	/** Disconnects it, and forgets its secrets, what was pushed and who was heard of. */
	remove(actor: Actor | null, kind: string): Promise<void>;
	/** What stands in a file at the root by which a platform checks the domain; null: none of that name. Asked by nobody known. */
	domainFile(name: string): Promise<string | null>;
	/** What went wrong, newest first. */
	log(actor: Actor | null, kind: string): Promise<ChannelLogView[]>;
}

export interface ChannelsDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
	/** Address people use, without a trailing slash. */
	readonly origin: string;
	readonly clients: Clients;
	readonly opener: Pick<Opener, 'open' | 'openOwn' | 'state'>;
	/** Seals links. */
	readonly secret: string;
	/** Sends what waits. */
	readonly run: RunRound;
	/** What went wrong while nobody waited. */
	readonly failed: (error: unknown) => void;
}

/** Lines on a log page. */
const LINES = 200;

/** @throws AppError 404 */
function known(kind: string): ChannelPort {
	const port = portOf(kind);
	if (port === undefined) throw notFound();
	return port;
}

/** With what is left of its limits. */
const viewWith =
	({ db, seal, now, origin }: Pick<ChannelsDeps, 'db' | 'seal' | 'now' | 'origin'>) =>
	async (port: ChannelPort, row: repo.ChannelRow | undefined): Promise<ChannelView> => {
		const limits = row ? await limitsOf(db.system, port, row, now()) : [];
		return channelView(port, row && { row, secrets: secretsOf(seal, row), limits }, origin);
	};

export const createChannels = (deps: ChannelsDeps): Channels => ({
	...createChannelReads(deps),
	...createChannelWrites(deps),
	...createChannelCodes(deps),
	...createTemplateMessages(deps),
	...createSilentEntry(deps),
	...createAskAgain(deps),
	...createRounds(deps),
	...createShareCards(deps)
});

function createChannelReads({ db, ...deps }: ChannelsDeps): Pick<Channels, 'list' | 'get' | 'log' | 'domainFile'> {
	const view = viewWith({ db, ...deps });
	return {
		domainFile: async (name) => (DOMAIN_FILE.test(name) ? ((await repo.domainFile(db.system, name)) ?? null) : null),

		async list(actor) {
			authorize(actor, 'channel.manage');
			const { workspaceId } = actor;
			const rows = await db.inWorkspace(workspaceId, (trx) => repo.listChannels(trx, workspaceId));
			return Promise.all(
				Object.values(channelPorts).map((port) =>
					view(
						port,
						rows.find(({ kind }) => kind === port.kind)
					)
				)
			);
		},

		async get(actor, kind) {
			authorize(actor, 'channel.manage');
			const port = known(kind);
			const { workspaceId } = actor;
			return view(port, await db.inWorkspace(workspaceId, (trx) => repo.findChannel(trx, workspaceId, kind)));
		},

		async log(actor, kind) {
			authorize(actor, 'channel.manage');
			known(kind);
			const { workspaceId } = actor;
			const rows = await db.inWorkspace(workspaceId, async (trx) => {
				const found = await repo.findChannel(trx, workspaceId, kind);
				return found ? listLog(trx, workspaceId, found.id, LINES) : [];
			});
			return rows.map(({ code, detail, times, first_at, last_at }) => ({
				code,
				detail,
				times,
				firstAt: first_at.toISOString(),
				lastAt: last_at.toISOString()
			}));
		}
	};
}

function createChannelWrites({
	db,
	newId,
	now,
	seal,
	clients,
	...deps
}: ChannelsDeps): Pick<Channels, 'put' | 'check' | 'remove'> {
	const view = viewWith({ seal, ...deps, db, now });
	const { checkMini, noteQuotas } = createChecks({ db, now, clients });

	return {
		async put(actor, kind, input) {
			authorize(actor, 'channel.manage');
			const port = known(kind);
			const given = checked(ChannelInput, input).settings;
			const { workspaceId } = actor;
			const row = await db.inWorkspace(workspaceId, async (trx) => {
				await repo.lockChannels(trx, workspaceId);
				const found = await repo.findChannel(trx, workspaceId, kind);
				const before = { settings: found?.settings ?? {}, secrets: (found && secretsOf(seal, found)) ?? {} };
				const { settings, secrets, changed } = settled(port, before, given);
				const id = found?.id ?? newId();
				const key = { workspace_id: workspaceId, id };
				const sealed = seal.close(JSON.stringify(secrets), about(key, 'secrets'));
				if (found) await repo.changeChannel(trx, { ...key, settings, secrets: sealed }, now());
				else await repo.insertChannel(trx, { ...key, kind, settings, secrets: sealed }, now());
				if (found && changed.length > 0) await forgetOld(trx, key, changed);
				if (!found || changed.length > 0)
					await record(trx, workspaceId, eventActor(actor), [
						found
							? { kind: 'channel.changed', subject: id, payload: { fields: changed } }
							: { kind: 'channel.connected', subject: id, payload: {} }
					]);
				return (await repo.findChannel(trx, workspaceId, kind))!;
			});
			return view(port, row);
		},

		async check(actor, kind) {
			authorize(actor, 'channel.manage');
			const port = known(kind);
			if (!port.canCheck) throw notFound();
			const { workspaceId } = actor;
			const find = () => db.inWorkspace(workspaceId, (trx) => repo.findChannel(trx, workspaceId, kind));
			const found = await find();
			if (!found) throw notFound();
			await db.inWorkspace(workspaceId, (trx) => repo.forgetFindings(trx, found));
			// Not in a transaction: a platform may take its ten seconds.
			const anew = { ...found, missing: [], paused_until: null, mini_paused_until: null };
			const asked = await clients.probe(anew);
			const said = { at: now(), code: asked.ok ? 'ok' : asked.code, detail: asked.ok ? '' : asked.detail };
			await db.inWorkspace(workspaceId, (trx) => repo.noteChecked(trx, found, said));
			const hasMini = await checkMini(anew);
			if (asked.ok) await noteQuotas(port, anew, hasMini);
			return view(port, await find());
		},

		async remove(actor, kind) {
			authorize(actor, 'channel.manage');
			known(kind);
			const { workspaceId } = actor;
			await db.inWorkspace(workspaceId, async (trx) => {
				const id = await repo.deleteChannel(trx, workspaceId, kind);
				if (id === undefined) throw notFound();
				await record(trx, workspaceId, eventActor(actor), [{ kind: 'channel.disconnected', subject: id, payload: {} }]);
			});
		}
	};
}

/** What was found out about the account that was set before, and made by it. */
async function forgetOld(
	trx: Trx,
	row: { readonly workspace_id: string; readonly id: string },
	changed: readonly string[]
): Promise<void> {
	const where = { workspaceId: row.workspace_id, channelId: row.id };
	await repo.forgetFindings(trx, row);
	const isChanged = (...names: string[]): boolean => names.some((name) => changed.includes(name));
	if (isChanged('appId', 'corpId', 'appSecret')) await forgetTokens(trx, where, ['access', 'jsapi']);
	if (isChanged('miniAppId', 'miniSecret')) await forgetTokens(trx, where, ['mini']);
	if (isChanged('miniAppId', 'miniPage')) await forgetLinks(trx, where);
	if (changed.includes('appId') || changed.includes('corpId')) await forgetCodes(trx, where);
}
