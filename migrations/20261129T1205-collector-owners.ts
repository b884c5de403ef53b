import { sql, type Kysely } from 'kysely';

/** Who answers for a place, by e-mail address: three hundred shops have owners before any of them has an account here. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table collector add column owner_email text
			check (owner_email = lower(owner_email) and length(owner_email) between 3 and 254)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table collector drop column owner_email`.execute(db);
}
