import { randomBytes } from 'node:crypto';
import type { DoNotContactView, IdentitySecretView } from '#contract/customers.ts';
import type { Actor } from '#domain/access/index.ts';
import { eventActor } from '#domain/events/index.ts';
import { isId, type NewId } from '#domain/shared/ids.ts';
import { DoNotContact, MAX_IDENTITY_SECRETS } from '#domain/survey/index.ts';
import type { Db } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Seal } from '../../platform/seal.ts';
import { authorize, checked } from '../shared/guard.ts';
import { marksOf, secretAbout } from './known-visitor.ts';
import { namesOf } from './names-of.ts';
import * as list from './repo/do-not-contact.ts';
import * as repo from './repo/identity-secrets.ts';

/** So that scanners for leaked secrets recognise one. */
const PREFIX = 'wfid_';

/** How websites prove who looks at their pages, and who is not to be asked. */
export interface KnownCustomers {
	/** Oldest first; never what they are. */
	secrets(actor: Actor | null): Promise<IdentitySecretView[]>;
	/** `secret` is shown this once. 409 `identity_secrets_full` while there are two. */
	makeSecret(actor: Actor | null): Promise<{ id: string; secret: string }>;
	/** What was signed with it proves nothing from now on. */
	deleteSecret(actor: Actor | null, id: string): Promise<void>;
	doNotContact(actor: Actor | null): Promise<DoNotContactView>;
	/** All of the list or none. */
	changeDoNotContact(actor: Actor | null, input: unknown): Promise<DoNotContactView>;
}

export interface KnownCustomersDeps {
	readonly db: Db;
	readonly newId: NewId;
	readonly now: () => Date;
	readonly seal: Seal;
}

export function createKnownCustomers({ db, newId, now, seal }: KnownCustomersDeps): KnownCustomers {
	return {
		async secrets(actor) {
			authorize(actor, 'channel.manage');
			const rows = await db.inWorkspace(actor.workspaceId, (trx) => repo.listIdentitySecrets(trx, actor.workspaceId));
			return rows.map(({ id, hint, created_at: at }) => ({ id, hint, createdAt: at.toISOString() }));
		},

		async makeSecret(actor) {
			authorize(actor, 'channel.manage');
			const { workspaceId } = actor;
			const id = newId();
			const secret = PREFIX + randomBytes(32).toString('base64url');
			await db.inWorkspace(workspaceId, async (trx) => {
				await repo.lockWorkspace(trx, workspaceId);
				if ((await repo.listIdentitySecrets(trx, workspaceId)).length >= MAX_IDENTITY_SECRETS)
					throw conflict('identity_secrets_full');
				await repo.insertIdentitySecret(trx, {
					workspace_id: workspaceId,
					id,
					secret: seal.close(secret, secretAbout(workspaceId, id)),
					hint: secret.slice(-4),
					created_by: actor.userId,
					created_at: now()
				});
				await record(trx, workspaceId, eventActor(actor), [
					{ kind: 'workspace.identity-secret-made', subject: workspaceId, payload: { secretId: id } }
				]);
			});
			return { id, secret };
		},

		async deleteSecret(actor, id) {
			authorize(actor, 'channel.manage');
			const { workspaceId } = actor;
			await db.inWorkspace(workspaceId, async (trx) => {
				if (!isId(id) || !(await repo.deleteIdentitySecret(trx, workspaceId, id))) throw notFound();
				await record(trx, workspaceId, eventActor(actor), [
					{ kind: 'workspace.identity-secret-deleted', subject: workspaceId, payload: { secretId: id } }
				]);
			});
		},

		async doNotContact(actor) {
			authorize(actor, 'channel.manage');
			return db.inWorkspace(actor.workspaceId, async (trx) => ({
				total: await list.countMarks(trx, actor.workspaceId),
				changed: 0
			}));
		},

		async changeDoNotContact(actor, input) {
			authorize(actor, 'channel.manage');
			const { customers, contact } = checked(DoNotContact, input);
			const { workspaceId } = actor;
			const names = customers.flatMap((one) => namesOf(workspaceId, one));
			const marks = marksOf(seal, workspaceId, names);
			return db.inWorkspace(workspaceId, async (trx) => {
				const added = contact === 'never' ? await list.addMarks(trx, workspaceId, marks, now()) : 0;
				const removed = contact === 'again' ? await list.removeMarks(trx, workspaceId, marks) : 0;
				if (added + removed > 0)
					await record(trx, workspaceId, eventActor(actor), [
						{ kind: 'workspace.do-not-contact-changed', subject: workspaceId, payload: { added, removed } }
					]);
				return { total: await list.countMarks(trx, workspaceId), changed: added + removed };
			});
		}
	};
}
