import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as imports from './imports.ts';

const at = new Date(0);

keepsSql('./imports.ts', imports, {
	lockSetUp: ({ db }) => imports.lockSetUp(db, 'w'),
	insertImport: ({ db }) =>
		imports.insertImport(db, {
			workspaceId: 'w',
			id: 'i',
			kind: 'csat',
			fileName: 'answers.csv',
			total: 1,
			duplicate: 0,
			failed: 0,
			createdBy: 'u',
			at,
			report: { collectors: {}, language: 'en', question: 'csat', linked: true }
		}),
	findImport: ({ db }) => imports.findImport(db, 'w', 'i'),
	listImports: ({ db }) => imports.listImports(db, 'w', { limit: 10 }),
	countRows: ({ db }) => imports.countRows(db, 'w', 'i', { created: 1, duplicate: 0, failed: 0 }),
	endImport: ({ db }) => imports.endImport(db, 'w', 'i', 'done', at),
	knownTouchpoints: ({ db }) => imports.knownTouchpoints(db, 'w', ['t']),
	storedAnswers: ({ db }) => imports.storedAnswers(db, 'w', ['r']),
	removedAnswers: ({ db }) => imports.removedAnswers(db, 'w', ['r']),
	answersThatLook: ({ db }) => imports.answersThatLook(db, 'w', ['look']),
	runsWithAnswers: ({ db, finds }) => {
		finds([]);
		return imports.runsWithAnswers(db, 'w', ['i']);
	},
	beginUndo: ({ db }) => imports.beginUndo(db, 'w', 'i', { by: 'u', at }),
	answersOfRun: ({ db }) => imports.answersOfRun(db, 'w', 'i', 10),
	countUndone: ({ db }) => imports.countUndone(db, 'w', 'i', 1),
	endUndo: ({ db }) => imports.endUndo(db, 'w', 'i', at),
	deleteUnusedSetUp: ({ db, finds }) => {
		const id = '00000000-0000-7000-8000-000000000001';
		finds([], [{ id, code: 'code', survey_id: id, touchpoint_id: id }]);
		return imports.deleteUnusedSetUp(db, 'w', ['code'], { kind: 'user', id: 'u' });
	},
	deleteLonelyCustomers: ({ db }) => imports.deleteLonelyCustomers(db, 'w', ['c'], at)
});
