import type { Unproven } from '#domain/survey/index.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';
import type { Seal } from '../../platform/seal.ts';
import { readProof, type ProvenCustomer } from './identity-proof.ts';
import type { Identity } from './repo/identities.ts';
import { listIdentitySecrets } from './repo/identity-secrets.ts';

/** What a sealed secret is about: copied to another row it opens no more. */
export const secretAbout = (workspaceId: string, id: string): string => `${workspaceId} ${id} identity`;

/** How names stand in the list of those who are not to be asked; each once. */
export const marksOf = (
	seal: Seal,
	workspaceId: string,
	names: readonly Pick<Identity, 'kind' | 'value'>[]
): string[] => [...new Set(names.map(({ kind, value }) => seal.mark(`${workspaceId} ${kind} ${value}`)))];

/** Who a website says is there. Runs on the system's connection: a visitor belongs to no workspace yet. */
export async function proven(
	system: Kysely<Database>,
	seal: Seal,
	workspaceId: string,
	token: string,
	now: Date
): Promise<{ readonly customer: ProvenCustomer } | { readonly unproven: Unproven }> {
	const rows = await listIdentitySecrets(system, workspaceId);
	// What was sealed under another secret of the installation opens no more: then nothing is proven by it.
	const secrets = rows.flatMap((row) => seal.open(row.secret, secretAbout(workspaceId, row.id)) ?? []);
	return readProof(token, secrets, now);
}
