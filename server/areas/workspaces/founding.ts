import { SetupInput } from '#domain/access/inputs.ts';
import { passwordIssues } from '#domain/access/password.ts';
import { issue } from '#domain/shared/result.ts';
import type * as v from 'valibot';
import type { Trx } from '../../db/scope.ts';
import { record } from '../../events/record.ts';
import { conflict, invalid } from '../../platform/errors.ts';
import { insertAccount, isEmailTaken } from '../people/repo/accounts.ts';
import { insertMember } from '../people/repo/members.ts';
import { checked } from '../shared/guard.ts';
import * as workspaces from './repo/workspaces.ts';
import { isSetupCode } from './setup-code.ts';
import type { Workspaces, WorkspacesDeps } from './workspaces.ts';

type Founding = Pick<Workspaces, 'isEmpty' | 'setup' | 'ensureOwner' | 'add'>;

/** How workspaces come to be, each with its owner: by the first visit, the environment, the command line. */
export function createFounding({ db, newId, now, passwords, secret }: WorkspacesDeps): Founding {
	/** Once there is a workspace there always is one, so signed-out visitors stop costing a query. */
	let known = false;

	async function isEmpty(): Promise<boolean> {
		known ||= await workspaces.anyWorkspace(db.system);
		return !known;
	}

	/** Workspace and owner, whole or not at all. */
	async function found(given: v.InferOutput<typeof SetupInput>, allowed: (trx: Trx) => Promise<void>) {
		// Before the transaction: hashing takes its time and must not hold a lock.
		const passwordHash = await passwords.hash(given.password);
		const at = now();
		const [workspaceId, userId, accountId] = [newId(), newId(), newId()];
		await db.system.transaction().execute(async (trx) => {
			await allowed(trx);
			const { name, email, locale = null } = given;
			await insertAccount(trx, { userId, accountId, name, email, locale, passwordHash, at });
			await workspaces.insertWorkspace(trx, { workspaceId, name: given.workspaceName, timeZone: given.timeZone, at });
			await insertMember(trx, { workspaceId, userId, role: 'owner', departmentId: null, at });
			await record(trx, workspaceId, { kind: 'user', id: userId }, [
				{ kind: 'workspace.created', subject: workspaceId, payload: {} },
				{ kind: 'member.joined', subject: userId, payload: { role: 'owner' } }
			]);
		});
		known = true;
		return { workspaceId, userId };
	}

	/** Of two first visits at once, the second waits here and is refused. */
	async function onlyFirst(trx: Trx): Promise<void> {
		await workspaces.lockSetup(trx);
		if (await workspaces.anyWorkspace(trx)) throw conflict('already_set_up');
	}

	return {
		isEmpty,

		async setup(input, code = null) {
			const given = checked(SetupInput, input);
			if (!(await isEmpty())) throw conflict('already_set_up');
			if (code !== null && !isSetupCode(secret, code)) throw invalid([issue('wrong_code', ['code'])]);
			const issues = passwordIssues(given.password, [given.name, given.email, given.workspaceName]);
			if (issues.length > 0) throw invalid(issues);
			return found(given, onlyFirst);
		},

		async ensureOwner({
			email,
			password,
			name = email.split('@')[0]!,
			workspaceName = 'Wayfelt',
			timeZone = machineZone()
		}) {
			// Whoever sets the environment owns the machine: how good their password is, is their own business.
			const given = checked(SetupInput, { name, email, password, workspaceName, timeZone });
			if (!(await isEmpty())) return false;
			try {
				await found(given, onlyFirst);
				return true;
			} catch (error) {
				// Another process of the same start was faster.
				if (!(await isEmpty())) return false;
				throw error;
			}
		},

		async add(input) {
			try {
				return await found(checked(SetupInput, input), async () => {});
			} catch (error) {
				throw isEmailTaken(error) ? conflict('email_taken') : error;
			}
		}
	};
}

/** Where the machine stands, its company most likely stands too; settings change it. */
const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
