import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as idempotency from './idempotency.ts';
import * as rules from './workspace-rules.ts';

const at = new Date(0);
const key = { workspaceId: 'w', actor: 'u', key: 'k' };

keepsSql('./idempotency.ts', idempotency, {
	reserve: ({ db }) => idempotency.reserve(db, key, Buffer.from([1]), { now: at, expired: at, abandoned: at }),
	findKey: ({ db }) => idempotency.findKey(db, key),
	remember: ({ db }) => idempotency.remember(db, key, { text: null }),
	forget: ({ db }) => idempotency.forget(db, key),
	purgeBefore: ({ db }) => idempotency.purgeBefore(db, at)
});

keepsSql('./workspace-rules.ts', rules, { workspaceRules: ({ db }) => rules.workspaceRules(db, 'w') });
