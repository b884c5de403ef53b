import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as workspaces from './workspaces.ts';

keepsSql('./workspaces.ts', workspaces, {
	anyWorkspace: ({ db }) => workspaces.anyWorkspace(db),
	lockSetup: ({ db }) => workspaces.lockSetup(db),
	insertWorkspace: ({ db }) =>
		workspaces.insertWorkspace(db, { workspaceId: 'w', name: 'Northwind', timeZone: 'UTC', at: new Date(0) }),
	findWorkspace: ({ db }) => workspaces.findWorkspace(db, 'w'),
	updateWorkspace: ({ db }) =>
		workspaces.updateWorkspace(db, 'w', { name: 'N', time_zone: 'UTC', min_n: 5, rank_n: 10, privacy_url: null })
});
