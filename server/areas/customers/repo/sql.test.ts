import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as doNotContact from './do-not-contact.ts';
import * as secrets from './identity-secrets.ts';
import * as profile from './profile.ts';
import * as identities from './identities.ts';

const ada: identities.Identity = { workspaceId: 'w', kind: 'email', value: 'ada@example.com' };

keepsSql('./identities.ts', identities, {
	identityKey: null,
	knownCustomers: ({ db }) => identities.knownCustomers(db, [ada]),
	lockCustomers: ({ db }) => identities.lockCustomers(db, ['w']),
	insertCustomers: ({ db }) =>
		identities.insertCustomers(db, [{ workspaceId: 'w', id: 'c', name: 'Ada' }], [{ ...ada, customerId: 'c' }])
});

keepsSql('./profile.ts', profile, {
	findCustomer: ({ db, finds }) => {
		finds([{ id: 'c', name: 'Ada' }]);
		return profile.findCustomer(db, 'w', 'c');
	}
});

keepsSql('./do-not-contact.ts', doNotContact, {
	addMarks: ({ db }) => doNotContact.addMarks(db, 'w', ['m'], new Date(0)),
	removeMarks: ({ db }) => doNotContact.removeMarks(db, 'w', ['m']),
	countMarks: ({ db }) => doNotContact.countMarks(db, 'w'),
	marksAmong: ({ db }) => doNotContact.marksAmong(db, 'w', ['m']),
	namesBeside: ({ db }) => doNotContact.namesBeside(db, 'w', [ada])
});

keepsSql('./identity-secrets.ts', secrets, {
	listIdentitySecrets: ({ db }) => secrets.listIdentitySecrets(db, 'w'),
	insertIdentitySecret: ({ db }) =>
		secrets.insertIdentitySecret(db, {
			workspace_id: 'w',
			id: 'i',
			secret: Buffer.of(1),
			hint: 'abcd',
			created_by: 'u',
			created_at: new Date(0)
		}),
	deleteIdentitySecret: ({ db }) => secrets.deleteIdentitySecret(db, 'w', 'i'),
	lockWorkspace: ({ db }) => secrets.lockWorkspace(db, 'w')
});
