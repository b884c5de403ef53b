import type { ShareLinkView } from '#contract/sharing.ts';
import { can, type Actor } from '#domain/access/index.ts';
import { passwordIssues } from '#domain/access/password.ts';
import { eventActor, type EventName } from '#domain/events/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import { ShareLinkInput, ShareLinkUpdateInput, type Shown } from '#domain/sharing/inputs.ts';
import { tellShare } from '../../bus/tell.ts';
import type { Db, Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { touchpointsOf } from '../journeys/repo/touchpoints.ts';
import { newCapability } from '../people/capability.ts';
import type { PasswordHash } from '../people/password-hash.ts';
import { listDepartments } from '../people/repo/departments.ts';
import { authorize, checked } from '../shared/guard.ts';
import * as repo from './repo/share-links.ts';

/** Links under which the heatmap is read without signing in; as those see them who may make them. */
export interface ShareLinks {
	/** The link is shown this once. It lets in as long as its maker may share. */
	create(actor: Actor | null, input: unknown): Promise<{ id: string; token: string; url: string }>;
	list(actor: Actor | null): Promise<ShareLinkView[]>;
	/** Another name, expiry or password; with another password whoever gave the old one is asked again. */
	change(actor: Actor | null, id: string, input: unknown): Promise<ShareLinkView>;
	/** At once, for open pages too. */
	withdraw(actor: Actor | null, id: string): Promise<void>;
}

export interface ShareLinksDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly passwords: Pick<PasswordHash, 'hash'>;
	readonly origin: string;
}

export function createShareLinks({ db, newId, now, passwords, origin }: ShareLinksDeps): ShareLinks {
	const hashed = async (password: string | null | undefined): Promise<string | null> => {
		if (password === null || password === undefined) return null;
		const issues = passwordIssues(password, []);
		if (issues.length > 0) throw invalid(issues);
		return passwords.hash(password);
	};

	function until(expiresAt: string | null | undefined): Date | null {
		if (expiresAt === null || expiresAt === undefined) return null;
		const at = new Date(expiresAt);
		if (at <= now()) throw invalid([issue('in_the_past', ['expiresAt'])]);
		return at;
	}

	const one = async (trx: Trx, workspaceId: string, id: string): Promise<ShareLinkView> =>
		view(
			(await repo.listShareLinks(trx, workspaceId)).find((row) => row.id === id)!,
			now()
		);

	const recorded = async (trx: Trx, actor: Actor, kind: EventName & `share.${string}`, id: string) => {
		await record(trx, actor.workspaceId, eventActor(actor), [{ kind, subject: id, payload: {} }]);
		await tellShare(trx, actor.workspaceId, id);
	};

	return {
		async create(actor, input) {
			authorize(actor, 'share.manage');
			const { name = null, shown, password, expiresAt } = checked(ShareLinkInput, input);
			const { workspaceId, userId: createdBy } = actor;
			const ends = until(expiresAt);
			const passwordHash = await hashed(password);
			const id = newId();
			const { text: token, secretHash } = newCapability(workspaceId, id);
			await db.inWorkspace(workspaceId, async (trx) => {
				await mustBeThere(trx, workspaceId, shown);
				const link = { workspaceId, id, secretHash, name, shown, passwordHash, createdBy, at: now(), expiresAt: ends };
				await repo.insertShareLink(trx, link);
				await recorded(trx, actor, 'share.created', id);
			});
			return { id, token, url: `${origin}/share/${token}` };
		},

		async list(actor) {
			authorize(actor, 'share.manage');
			const rows = await db.inWorkspace(actor.workspaceId, (trx) => repo.listShareLinks(trx, actor.workspaceId));
			return rows.map((row) => view(row, now()));
		},

		async change(actor, id, input) {
			authorize(actor, 'share.manage');
			const { name, password, expiresAt } = checked(ShareLinkUpdateInput, input);
			if (!isId(id)) throw notFound();
			const { workspaceId } = actor;
			const change = {
				...(name !== undefined && { name }),
				...(password !== undefined && { password_hash: await hashed(password) }),
				...(expiresAt !== undefined && { expires_at: until(expiresAt) })
			};
			return db.inWorkspace(workspaceId, async (trx) => {
				if (Object.keys(change).length > 0) {
					if (!(await repo.changeShareLink(trx, workspaceId, id, change))) throw notFound();
					await recorded(trx, actor, 'share.changed', id);
				} else if (!(await repo.listShareLinks(trx, workspaceId)).some((row) => row.id === id)) throw notFound();
				return one(trx, workspaceId, id);
			});
		},

		async withdraw(actor, id) {
			authorize(actor, 'share.manage');
			if (!isId(id)) throw notFound();
			const { workspaceId } = actor;
			await db.inWorkspace(workspaceId, async (trx) => {
				if (!(await repo.changeShareLink(trx, workspaceId, id, { withdrawn_at: now() }))) throw notFound();
				await recorded(trx, actor, 'share.withdrawn', id);
			});
		}
	};
}

/** A link for what does not exist would show nothing for ever. */
async function mustBeThere(trx: Trx, workspaceId: string, { department, journeys }: Shown): Promise<void> {
	if (department && !(await listDepartments(trx, workspaceId)).some(({ id }) => id === department))
		throw invalid([issue('unknown', ['shown', 'department'])]);
	if (!journeys) return;
	const known = new Set((await touchpointsOf(trx, workspaceId, journeys)).map(({ journeyId }) => journeyId));
	if (!journeys.some((id) => known.has(id))) throw invalid([issue('unknown', ['shown', 'journeys'])]);
}

function view(row: repo.ShareLinkRow, now: Date): ShareLinkView {
	const mayShare = row.creator_role !== null && can({ role: row.creator_role }, 'share.manage');
	const isOver = row.expires_at !== null && row.expires_at <= now;
	return {
		id: row.id,
		name: row.name,
		shown: row.shown,
		hasPassword: row.password_hash !== null,
		createdBy: row.created_by,
		createdByName: row.creator_name,
		createdAt: row.created_at.toISOString(),
		expiresAt: row.expires_at?.toISOString() ?? null,
		lastOpenedAt: row.last_opened_at?.toISOString() ?? null,
		status: isOver ? 'expired' : mayShare ? 'open' : 'suspended'
	};
}
