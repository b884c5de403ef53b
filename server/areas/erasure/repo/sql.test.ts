import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as erasure from './erasure.ts';

keepsSql('./erasure.ts', erasure, {
	customersKnownAs: ({ db }) =>
		erasure.customersKnownAs(db, { id: 'c', names: [{ kind: 'email', value: 'ada@example.com' }] }, 'w'),
	erasedAt: {
		'in all workspaces': ({ db }) => erasure.erasedAt(db, 'c', undefined),
		'in one': ({ db }) => erasure.erasedAt(db, 'c', 'w')
	},
	holdingsOf: ({ db }) => erasure.holdingsOf(db, 'w', 'c'),
	mapsNaming: ({ db }) => erasure.mapsNaming(db, 'w', ['ada']),
	lockCustomer: ({ db }) => erasure.lockCustomer(db, 'w', 'c'),
	responsesOf: ({ db }) => erasure.responsesOf(db, 'w', 'c'),
	channelMarksOf: ({ db }) => erasure.channelMarksOf(db, 'w', 'c'),
	detachEvents: ({ db }) => erasure.detachEvents(db, 'w', 'c'),
	deleteCustomer: ({ db }) => erasure.deleteCustomer(db, 'w', 'c'),
	noteErasure: ({ db }) =>
		erasure.noteErasure(db, { workspaceId: 'w', customerId: 'c', at: new Date(0), kept: 1, removed: 1, events: 1 })
});
