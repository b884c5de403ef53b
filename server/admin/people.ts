import type { Actor } from '#domain/access/index.ts';
import type { App } from '../app.ts';
import type { Db } from '../db/scope.ts';
import { StartError } from '../platform/start-error.ts';
import { optional, options, required, withApp, type Command } from './command.ts';
import { SCRATCH_WORKSPACE } from '../documents/scratch.ts';

const text = { type: 'string' } as const;

export const createOwner: Command = {
	name: 'create-owner',
	usage:
		'create-owner --email you@example.com --password … [--name …] [--workspace-name …] [--time-zone Asia/Shanghai] [--new-workspace]',
	about: 'Makes the first workspace and its owner; with --new-workspace one more workspace. Prints the workspace id.',
	parse: options({
		email: text,
		password: text,
		name: text,
		'workspace-name': text,
		'time-zone': text,
		'new-workspace': { type: 'boolean' }
	}),
	run: (surroundings, given) =>
		withApp(surroundings, async (app) => {
			const email = required(given, 'email');
			const input = {
				email,
				password: required(given, 'password'),
				name: optional(given, 'name') ?? email.split('@')[0]!,
				workspaceName: optional(given, 'workspace-name') ?? 'Wayfelt',
				timeZone: optional(given, 'time-zone') ?? Intl.DateTimeFormat().resolvedOptions().timeZone
			};
			const made = given.values['new-workspace'] ? await app.workspaces.add(input) : await app.workspaces.setup(input);
			surroundings.print(made.workspaceId);
		})
};

export const createToken: Command = {
	name: 'create-token',
	usage: 'create-token --role admin --name "nightly import" [--expires 2027-01-31] [--workspace <id>]',
	about: 'Makes an API token in the name of the workspace owner. The last line is the token; it is shown this once.',
	parse: options({ role: text, name: text, expires: text, workspace: text }),
	run: (surroundings, given) =>
		withApp(surroundings, async (app) => {
			const owner = await ownerOf(app, await workspaceOf(surroundings.db, optional(given, 'workspace')));
			const expires = optional(given, 'expires');
			if (expires !== undefined && Number.isNaN(Date.parse(expires)))
				throw new StartError(`--expires is "${expires}", but must be a date like 2027-01-31.`);
			const { token } = await app.tokens.create(owner, {
				role: required(given, 'role'),
				name: required(given, 'name'),
				...(expires === undefined ? {} : { expiresAt: new Date(expires).toISOString() })
			});
			surroundings.print(token);
		})
};

export const setPassword: Command = {
	name: 'set-password',
	usage: 'set-password --email you@example.com --password …',
	about: 'For somebody who has forgotten theirs. Signs them out everywhere.',
	parse: options({ email: text, password: text }),
	run: (surroundings, given) =>
		withApp(surroundings, async (app) => {
			const email = required(given, 'email');
			await app.auth.setPassword({ email, password: required(given, 'password') });
			surroundings.print(`${email} signs in with the new password from now on.`);
		})
};

const workspaces = (db: Db) =>
	db.system
		.selectFrom('workspace')
		.select(['workspace_id', 'name'])
		.where('workspace_id', '<>', SCRATCH_WORKSPACE)
		.orderBy('created_at')
		.execute();

/** Ids of all workspaces, the oldest first. */
export const everyWorkspace = async (db: Db): Promise<string[]> =>
	(await workspaces(db)).map(({ workspace_id }) => workspace_id);

/** The workspace that is meant: the given one, or the only one. */
export async function workspaceOf(db: Db, id: string | undefined): Promise<string> {
	const found = await workspaces(db);
	if (found.length === 0) throw new StartError('There is no workspace yet: run "npm run admin -- create-owner" first.');
	const list = found.map((one) => `  ${one.workspace_id}  ${one.name}`).join('\n');
	if (id === undefined && found.length > 1)
		throw new StartError(`There are several workspaces: add --workspace with one of\n${list}`);
	const chosen = id === undefined ? found[0] : found.find((one) => one.workspace_id === id);
	if (chosen === undefined) throw new StartError(`There is no workspace ${id}, but\n${list}`);
	return chosen.workspace_id;
}

/** Acts for the command line. */
export async function ownerOf(app: App, workspaceId: string): Promise<Actor> {
	const row = await app.db.system
		.selectFrom('member')
		.select('user_id')
		.where('workspace_id', '=', workspaceId)
		.where('role', '=', 'owner')
		.orderBy('created_at')
		.executeTakeFirst();
	const actor = row && (await app.members.actorOf(row.user_id, workspaceId));
	if (!actor) throw new StartError(`The workspace ${workspaceId} has no owner.`);
	return actor;
}
