import type { App } from '../app.ts';
import { createPasswordHash } from '../areas/people/password-hash.ts';
import { createSignInLimits } from '../areas/people/sign-in-limits.ts';
import { storedLimiter } from '../areas/people/stored-limiter.ts';
import { createSharedResults } from '../areas/results/shared-heatmap.ts';
import { createSharedPages } from '../areas/sharing/shared-pages.ts';
import { createShareLinks } from '../areas/sharing/share-links.ts';
import { createVisitLimits } from '../areas/sharing/visit-limits.ts';
import type { Base } from './base.ts';

/** Numbers for people who are not signed in. */
export function composeSharing({ config, db, bus, now, newId, log }: Base): Pick<App, 'shareLinks' | 'sharedPages'> {
	// Apart from signing in, and narrower: strangers who try passwords of links keep nobody from coming in.
	const passwords = createPasswordHash({ atOnce: 1, waiting: 10 });
	const { secret, origin } = config;
	return {
		shareLinks: createShareLinks({ db, newId, now, passwords, origin }),
		sharedPages: createSharedPages({
			db,
			bus,
			now,
			passwords,
			limits: createSignInLimits({
				make: (name, seconds) => storedLimiter({ query: db.query, secret, log }, `share ${name}`, seconds)
			}),
			visits: createVisitLimits(),
			results: createSharedResults({ db, now }),
			secret
		})
	};
}
