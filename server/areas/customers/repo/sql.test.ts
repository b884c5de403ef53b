import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as identities from './identities.ts';

const ada: identities.Identity = { workspaceId: 'w', kind: 'email', value: 'ada@example.com' };

keepsSql('./identities.ts', identities, {
	identityKey: null,
	knownCustomers: ({ db }) => identities.knownCustomers(db, [ada]),
	lockCustomers: ({ db }) => identities.lockCustomers(db, ['w']),
	insertCustomers: ({ db }) =>
		identities.insertCustomers(db, [{ workspaceId: 'w', id: 'c', name: 'Ada' }], [{ ...ada, customerId: 'c' }])
});
