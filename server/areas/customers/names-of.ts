import type { CustomerInput } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import type { Identity } from './repo/identities.ts';

/** Every name by which somebody is known, as it was given. */
export function namesOf(workspaceId: string, given: v.InferOutput<typeof CustomerInput>): Identity[] {
	const names = [
		['external', given.externalId],
		['phone', given.phone],
		['email', given.email]
	] as const;
	return names.flatMap(([kind, value]) => (value === undefined ? [] : [{ workspaceId, kind, value }]));
}
