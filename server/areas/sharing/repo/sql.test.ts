import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as links from './share-links.ts';

const at = new Date(0);

keepsSql('./share-links.ts', links, {
	insertShareLink: ({ db }) =>
		links.insertShareLink(db, {
			workspaceId: 'w',
			id: 'l',
			secretHash: Buffer.from([1]),
			name: 'The board room',
			shown: { period: '30', seconds: 20 },
			passwordHash: null,
			createdBy: 'u',
			at,
			expiresAt: null
		}),
	listShareLinks: ({ db }) => links.listShareLinks(db, 'w'),
	findShareLink: ({ db }) => links.findShareLink(db, 'w', 'l'),
	changeShareLink: ({ db }) => links.changeShareLink(db, 'w', 'l', { withdrawn_at: at }),
	touchShareLink: ({ db }) => links.touchShareLink(db, 'w', 'l', at, at)
});
