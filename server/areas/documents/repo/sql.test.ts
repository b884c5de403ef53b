import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as setAsides from './set-asides.ts';

keepsSql('./set-asides.ts', setAsides, {
	listSetAside: {
		'first page': ({ db }) => setAsides.listSetAside(db, 'w', 'j', { limit: 10 }),
		'next page': ({ db }) => setAsides.listSetAside(db, 'w', 'j', { limit: 10, before: { node: 1, seq: 1 } })
	},
	findSetAside: ({ db }) => setAsides.findSetAside(db, 'w', 'j', { node: 1, seq: 1 }),
	countSetAside: ({ db }) => setAsides.countSetAside(db, 'w', 'j'),
	deleteSetAside: ({ db }) => setAsides.deleteSetAside(db, 'w', 'j', { node: 1, seq: 1 })
});
