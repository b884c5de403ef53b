import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as accounts from './accounts.ts';
import * as departments from './departments.ts';
import * as invitations from './invitations.ts';
import * as members from './members.ts';
import * as purge from './purge.ts';
import * as tokens from './tokens.ts';

const at = new Date(0);
const hash = Buffer.from([1]);

keepsSql('./accounts.ts', accounts, {
	insertAccount: ({ db }) =>
		accounts.insertAccount(db, {
			userId: 'u',
			accountId: 'a',
			name: 'Ada',
			email: 'ada@example.com',
			locale: 'en',
			passwordHash: 'hash',
			at
		}),
	isEmailTaken: null,
	updateUser: ({ db }) => accounts.updateUser(db, 'u', { name: 'Ada', locale: 'en', updatedAt: at }),
	findByEmail: ({ db }) => accounts.findByEmail(db, 'ada@example.com'),
	replacePassword: ({ db }) => accounts.replacePassword(db, 'u', 'hash', at),
	deleteSessionsOf: ({ db }) => accounts.deleteSessionsOf(db, 'u')
});

keepsSql('./departments.ts', departments, {
	listDepartments: ({ db }) => departments.listDepartments(db, 'w'),
	findDepartment: ({ db }) => departments.findDepartment(db, 'w', 'd'),
	insertDepartment: ({ db }) =>
		departments.insertDepartment(db, { workspaceId: 'w', id: 'd', parentId: null, name: 'Stores', at }),
	renameDepartment: ({ db }) => departments.renameDepartment(db, 'w', 'd', 'Shops'),
	releaseDepartment: ({ db }) => departments.releaseDepartment(db, 'w', { id: 'd', parent_id: 'p', name: 'Stores' }),
	deleteDepartment: ({ db }) => departments.deleteDepartment(db, 'w', 'd')
});

keepsSql('./invitations.ts', invitations, {
	insertInvitation: ({ db }) =>
		invitations.insertInvitation(db, {
			workspaceId: 'w',
			id: 'i',
			secretHash: hash,
			role: 'viewer',
			departmentId: null,
			note: null,
			maxUses: 1,
			createdBy: 'u',
			at,
			expiresAt: at
		}),
	findInvitation: ({ db }) => invitations.findInvitation(db, 'w', 'i'),
	lockInvitation: ({ db }) => invitations.lockInvitation(db, 'w', 'i'),
	listInvitations: ({ db }) => invitations.listInvitations(db, 'w'),
	listUses: ({ db }) => invitations.listUses(db, 'w', ['i']),
	hasUsed: ({ db }) => invitations.hasUsed(db, 'w', 'i', 'u'),
	useInvitation: ({ db }) => invitations.useInvitation(db, { workspaceId: 'w', id: 'i', userId: 'u', at }),
	revokeInvitation: ({ db }) => invitations.revokeInvitation(db, 'w', 'i', at),
	revokeLinksForMany: ({ db }) => invitations.revokeLinksForMany(db, 'w', at)
});

keepsSql('./members.ts', members, {
	findMembership: {
		'of the workspace that was chosen': ({ db }) => members.findMembership(db, 'u', 'w'),
		'none chosen': ({ db }) => members.findMembership(db, 'u', null)
	},
	membershipsOf: ({ db }) => members.membershipsOf(db, 'u'),
	listMembers: ({ db }) => members.listMembers(db, 'w'),
	findMember: ({ db }) => members.findMember(db, 'w', 'u'),
	memberNames: ({ db }) => members.memberNames(db, 'w', ['u']),
	lockOwners: ({ db }) => members.lockOwners(db, 'w'),
	insertMember: ({ db }) =>
		members.insertMember(db, { workspaceId: 'w', userId: 'u', role: 'viewer', departmentId: null, at }),
	updateMember: ({ db }) => members.updateMember(db, 'w', 'u', { role: 'viewer', department_id: 'd' }),
	deleteMember: ({ db }) => members.deleteMember(db, 'w', 'u'),
	countMemberships: ({ db }) => members.countMemberships(db, 'u')
});

keepsSql('./purge.ts', purge, {
	purgeSessions: ({ db }) => purge.purgeSessions(db, at),
	purgeRateLimits: ({ db }) => purge.purgeRateLimits(db, at),
	purgeInvitations: ({ db }) => purge.purgeInvitations(db, at)
});

keepsSql('./tokens.ts', tokens, {
	insertToken: ({ db }) =>
		tokens.insertToken(db, {
			workspaceId: 'w',
			id: 't',
			name: 'nightly',
			role: 'viewer',
			secretHash: hash,
			createdBy: 'u',
			at,
			expiresAt: null
		}),
	listTokens: ({ db }) => tokens.listTokens(db, 'w'),
	findLiveToken: ({ db }) => tokens.findLiveToken(db, 'w', 't', at),
	touchToken: ({ db }) => tokens.touchToken(db, 'w', 't', at, at),
	revokeToken: ({ db }) => tokens.revokeToken(db, 'w', 't', at)
});
