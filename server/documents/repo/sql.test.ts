import { keepsSql } from '../../../tests/support/sql-snapshots.ts';
import * as append from './append.ts';
import * as documents from './documents.ts';
import * as journal from './journal-rows.ts';
import * as versions from './versions.ts';

const key = { workspaceId: 'w', documentId: 'd' };
const row = { node: 1, seq: 1, bytes: new Uint8Array([1]), authors: ['u'] };
const compacted = { snapshot: new Uint8Array([1]), meta: new Uint8Array([1]) };
const setAside = { ...row, updates: 1, reason: 'cannot be read' };
/** An empty update. */
const update = new Uint8Array([0, 0]);

keepsSql('./documents.ts', documents, {
	createDocument: ({ db }) =>
		documents.createDocument(db, { workspaceId: 'w', id: 'd', kind: 'journey', schemaVersion: 1, update, author: 'u' }),
	storedDocument: ({ db }) => documents.storedDocument(db, 'w', 'd'),
	readDocument: ({ db, finds }) => {
		finds([]);
		return documents.readDocument(db, 'w', 'd');
	},
	deleteDocument: ({ db }) => documents.deleteDocument(db, 'w', 'd'),
	kindOfDocument: ({ db }) => documents.kindOfDocument(db, key),
	documentExists: ({ db }) => documents.documentExists(db, key),
	editorSince: ({ db }) => documents.editorSince(db, key, new Date(0)),
	raiseSchemaVersion: ({ db }) => documents.raiseSchemaVersion(db, 'w', 'd', 2),
	listOlderDocuments: ({ db }) => documents.listOlderDocuments(db, 'journey', 2)
});

keepsSql('./journal-rows.ts', journal, {
	newerRows: ({ db }) => journal.newerRows(db, key, 1, new Map([[2, 1]])),
	writeSnapshot: {
		'with everything': ({ db }) => journal.writeSnapshot(db, key, 1, { ...compacted, setAside: [] }, [row]),
		'with something set aside': ({ db }) =>
			journal.writeSnapshot(db, key, 1, { ...compacted, setAside: [setAside] }, [row])
	},
	keepSetAside: ({ db }) => journal.keepSetAside(db, key, [setAside]),
	deleteRows: ({ db }) => journal.deleteRows(db, key, [row]),
	ensureScratch: ({ db }) => journal.ensureScratch(db, key)
});

const batch = { ...row, key };

keepsSql('./append.ts', append, {
	appendOne: ({ via }) => via.query(append.appendOne(1, batch, '1').text, [], 'one'),
	appendMany: ({ via }) => via.query(append.appendMany(1, [batch, batch], '1').text, [], 'many')
});

keepsSql('./versions.ts', versions, {
	listVersions: {
		'first page': ({ db }) => versions.listVersions(db, 'w', 'd', { limit: 51 }),
		'further page': ({ db }) =>
			versions.listVersions(db, 'w', 'd', { limit: 51, before: { at: '2026-01-01 00:00:00+00', id: 'v' } })
	},
	findVersion: ({ db }) => versions.findVersion(db, 'w', 'd', 'v'),
	lastDigest: ({ db }) => versions.lastDigest(db, 'w', 'd'),
	insertVersion: ({ db }) =>
		versions.insertVersion(db, {
			workspaceId: 'w',
			documentId: 'd',
			id: 'v',
			kind: 'daily',
			title: null,
			author: null,
			bytes: update,
			digest: update,
			at: new Date(0)
		}),
	countNamed: ({ db, finds }) => {
		finds([{ n: '1' }]);
		return versions.countNamed(db, 'w', 'd');
	},
	deleteNamed: ({ db }) => versions.deleteNamed(db, 'w', 'd', 'v'),
	writtenSinceVersion: ({ db }) => versions.writtenSinceVersion(db, ['journey']),
	thinVersions: ({ db }) => versions.thinVersions(db, { month: new Date(1), year: new Date(0) })
});
