import type { App } from '../app.ts';
import { createAuth, type Revoked } from '../areas/people/auth.ts';
import { createInvitations } from '../areas/people/invitations.ts';
import { createMembers } from '../areas/people/members.ts';
import { createPasswordHash } from '../areas/people/password-hash.ts';
import { createSignInLimits } from '../areas/people/sign-in-limits.ts';
import { storedLimiter } from '../areas/people/stored-limiter.ts';
import { createTokens } from '../areas/people/tokens.ts';
import { createWorkspaces } from '../areas/workspaces/workspaces.ts';
import type { Base } from './base.ts';

type People = Pick<App, 'auth' | 'workspaces' | 'members' | 'invitations' | 'tokens'>;

/** Who may do what. @param revoked is told whose rights were taken away */
export function composePeople({ config, db, now, newId, log }: Base, revoked: Revoked): People {
	const passwords = createPasswordHash();
	const { secret } = config;
	return {
		auth: createAuth({
			db,
			newId,
			now,
			secret,
			origin: config.origin,
			passwords,
			limits: createSignInLimits({
				make: (...counter) => storedLimiter({ query: db.query, secret, log }, ...counter)
			}),
			revoked,
			log
		}),
		workspaces: createWorkspaces({ db, newId, now, passwords, secret }),
		members: createMembers({ db, now, revoked }),
		invitations: createInvitations({ db, newId, now, passwords }),
		tokens: createTokens({ db, newId, now, revoked })
	};
}
