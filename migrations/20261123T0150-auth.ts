import { sql, type Kysely } from 'kysely';

/**
 * Accounts and sessions, compiled from Better Auth's own plan (`getMigrations(authOptions(…)).compileMigrations()`;
 * a test fails when a newer version wants more). They are global, not of a workspace: one person may belong to several.
 *
 * So row-level security is by connection: only the system's reads and writes them. The one exception is `user`, which a
 * workspace may read for its own members, since lists show names.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table "user" (
			"id" text not null primary key,
			"name" text not null,
			"email" text not null unique,
			"emailVerified" boolean not null,
			"image" text,
			"createdAt" timestamptz default CURRENT_TIMESTAMP not null,
			"updatedAt" timestamptz default CURRENT_TIMESTAMP not null,
			"locale" text
		)`.execute(db);
	await sql`
		create table "session" (
			"id" text not null primary key,
			"expiresAt" timestamptz not null,
			"token" text not null unique,
			"createdAt" timestamptz default CURRENT_TIMESTAMP not null,
			"updatedAt" timestamptz not null,
			"ipAddress" text,
			"userAgent" text,
			"userId" text not null references "user" ("id") on delete cascade
		)`.execute(db);
	await sql`
		create table "account" (
			"id" text not null primary key,
			"accountId" text not null,
			"providerId" text not null,
			"userId" text not null references "user" ("id") on delete cascade,
			"accessToken" text,
			"refreshToken" text,
			"idToken" text,
			"accessTokenExpiresAt" timestamptz,
			"refreshTokenExpiresAt" timestamptz,
			"scope" text,
			"password" text,
			"createdAt" timestamptz default CURRENT_TIMESTAMP not null,
			"updatedAt" timestamptz not null
		)`.execute(db);
	await sql`
		create table "verification" (
			"id" text not null primary key,
			"identifier" text not null,
			"value" text not null,
			"expiresAt" timestamptz not null,
			"createdAt" timestamptz default CURRENT_TIMESTAMP not null,
			"updatedAt" timestamptz default CURRENT_TIMESTAMP not null
		)`.execute(db);
	await sql`create index "session_userId_idx" on "session" ("userId")`.execute(db);
	await sql`create index "account_userId_idx" on "account" ("userId")`.execute(db);
	await sql`create index "verification_identifier_idx" on "verification" ("identifier")`.execute(db);

	for (const table of authTables) {
		await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
		await sql`alter table ${sql.table(table)} force row level security`.execute(db);
		await sql`create policy system_only on ${sql.table(table)} using (current_setting('app.system', true) = 'on')`.execute(
			db
		);
	}
	await sql`
		create policy own_members on "user" for select using (
			exists (
				select from member
				where member.workspace_id = nullif(current_setting('app.workspace', true), '')::uuid and member.user_id = "user"."id"
			)
		)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of [...authTables].reverse()) await sql`drop table ${sql.table(table)}`.execute(db);
}

const authTables = ['user', 'session', 'account', 'verification'];
