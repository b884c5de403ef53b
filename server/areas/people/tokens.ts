import type { TokenView } from '#contract/identity.ts';
import { limitedTo, mayGrant, type Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { TokenInput } from '#domain/access/inputs.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { issue } from '#domain/shared/result.ts';
import * as repo from './repo/tokens.ts';
import type { Db } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { forbidden, invalid, notFound } from '../../platform/errors.ts';
import type { Revoked } from './auth.ts';
import { newCapability, readCapability, sameHash } from './capability.ts';
import { authorize, checked } from '../shared/guard.ts';

/** So that scanners for leaked secrets recognise one. */
const PREFIX = 'wf_';
/** "Last used" is written at most this often. */
const TOUCH_MS = 60_000;

export interface Tokens {
	/** `token` (`wf_…`) is shown this once; it never does what its creator may not, today and later. */
	create(actor: Actor | null, input: unknown): Promise<{ id: string; token: string }>;
	list(actor: Actor | null): Promise<TokenView[]>;
	revoke(actor: Actor | null, id: string): Promise<void>;
	/** Who acts with this bearer token; null when it is unknown, expired, revoked, or its creator has left. */
	actorOf(bearer: string): Promise<Actor | null>;
}

export interface TokensDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly revoked: Revoked;
}

export function createTokens({ db, newId, now, revoked }: TokensDeps): Tokens {
	return {
		async create(actor, input) {
			authorize(actor, 'token.manage');
			// A token that makes tokens would outlive its own expiry.
			if (actor.via === 'token') throw forbidden();
			const { name, role, expiresAt } = checked(TokenInput, input);
			if (!mayGrant(actor, role)) throw forbidden();
			const at = now();
			const until = expiresAt ? new Date(expiresAt) : null;
			if (until !== null && until <= at) throw invalid([issue('in_the_past', ['expiresAt'])]);
			const id = newId();
			const { workspaceId, userId: createdBy } = actor;
			const { text, secretHash } = newCapability(workspaceId, id);
			await db.inWorkspace(workspaceId, async (trx) => {
				await repo.insertToken(trx, { workspaceId, id, name, role, secretHash, createdBy, at, expiresAt: until });
				await record(trx, workspaceId, eventActor(actor), [{ kind: 'token.created', subject: id, payload: { role } }]);
			});
			return { id, token: PREFIX + text };
		},

		async list(actor) {
			authorize(actor, 'token.manage');
			const rows = await db.inWorkspace(actor.workspaceId, (trx) => repo.listTokens(trx, actor.workspaceId));
			return rows.map(view);
		},

		async revoke(actor, id) {
			authorize(actor, 'token.manage');
			if (!isId(id)) throw notFound();
			const creator = await db.inWorkspace(actor.workspaceId, async (trx) => {
				const madeBy = await repo.revokeToken(trx, actor.workspaceId, id, now());
				if (madeBy === undefined) throw notFound();
				await record(trx, actor.workspaceId, eventActor(actor), [{ kind: 'token.revoked', subject: id, payload: {} }]);
				return madeBy;
			});
			await revoked({ workspaceId: actor.workspaceId, userId: creator });
		},

		async actorOf(bearer) {
			const capability = bearer.startsWith(PREFIX) ? readCapability(bearer.slice(PREFIX.length)) : null;
			if (capability === null) return null;
			const { workspaceId, id, secretHash } = capability;
			const at = now();
			const row = await repo.findLiveToken(db.system, workspaceId, id, at);
			if (!row || !sameHash(row.secret_hash, secretHash)) return null;
			const since = new Date(at.getTime() - TOUCH_MS);
			if (row.last_used_at === null || row.last_used_at < since)
				await repo.touchToken(db.system, workspaceId, id, at, since);
			return {
				workspaceId,
				userId: row.created_by,
				name: row.name,
				...limitedTo(row.role, row.creator_role),
				departmentId: row.department_id,
				via: 'token',
				tokenId: id,
				...(row.expires_at && { endsAt: row.expires_at })
			};
		}
	};
}

const view = (row: repo.TokenRow): TokenView => ({
	id: row.id,
	name: row.name,
	role: row.role,
	createdBy: row.created_by,
	createdByName: row.creator_name,
	createdAt: row.created_at.toISOString(),
	expiresAt: row.expires_at?.toISOString() ?? null,
	lastUsedAt: row.last_used_at?.toISOString() ?? null
});
