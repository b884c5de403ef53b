import type { EventActor } from '#domain/events/index.ts';
import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as limits from './limits.ts';
import * as links from './personal-links.ts';
import * as parameters from './parameters.ts';
import * as visits from './visits.ts';
import * as answers from './answers.ts';
import * as chosen from './chosen.ts';
import * as notes from './notes.ts';
import * as sumUp from './sum-up.ts';
import * as change from './change-answer.ts';
import * as corrections from './corrections.ts';
import * as counting from './counting.ts';
import * as days from './day-recount.ts';
import * as marks from './marks.ts';
import * as months from './months.ts';
import * as recount from './recount.ts';
import * as responses from './responses.ts';

const at = new Date(0);
const by: EventActor = { kind: 'user', id: 'u' };
const answer: answers.NewResponse = {
	workspaceId: 'w',
	id: 'r',
	surveyId: 's',
	surveyVersion: 1,
	collectorId: 'c',
	touchpointId: '00000000-0000-7000-8000-000000000001',
	channel: 'link',
	customerId: null,
	answers: { nps: 9 },
	scores: { d: 9 },
	hasText: false,
	language: 'en',
	submittedAt: '2026-01-01T00:00:00Z',
	receivedAt: '2026-01-01T00:00:00Z',
	bodyHash: '01',
	mark: null,
	actor: by
};
const written = [{ open: [0], kept: [] }];
const marked: marks.Marked = { touchpointId: 't', ids: null, days: null };

keepsSql('./personal-links.ts', links, {
	listBatches: ({ db }) => links.listBatches(db, 'w', 'c'),
	findBatch: ({ db }) => links.findBatch(db, 'w', 'b'),
	insertBatch: ({ db }) =>
		links.insertBatch(db, {
			workspace_id: 'w',
			id: 'b',
			collector_id: 'c',
			name: null,
			total: 1,
			parameters: ['place'],
			expires_at: at,
			created_by: 'u',
			created_at: at
		}),
	insertLinks: ({ db }) =>
		links.insertLinks(db, { workspaceId: 'w', batchId: 'b' }, [{ id: 'r', nr: 1, customerId: null, parameters: {} }]),
	revokeBatch: ({ db }) => links.revokeBatch(db, 'w', 'b', at),
	linksOf: ({ db }) => links.linksOf(db, 'w', 'b', { after: 0, limit: 1000 }),
	linkNow: ({ db }) => links.linkNow(db, 'w', 'c', 'r')
});

keepsSql('./limits.ts', limits, {
	tallyOf: ({ db }) =>
		limits.tallyOf(db, 'w', 'c', {
			quotas: [
				{ field: 'language', value: 'en', maximum: 1 },
				{ field: 'parameters.shop', value: 'North', maximum: 1 }
			]
		}),
	holdCollectors: ({ db }) => limits.holdCollectors(db, [{ workspaceId: 'w', collectorId: 'c' }]),
	answeredBy: ({ db }) => limits.answeredBy(db, 'w', 'c', ['k'])
});

keepsSql('./parameters.ts', parameters, {
	declaredParameters: ({ db }) => parameters.declaredParameters(db, 'w', { surveyId: 's' })
});

keepsSql('./visits.ts', visits, {
	countVisits: ({ db, via }) =>
		visits.countVisits(db, via, [
			{ workspaceId: 'w', collectorId: 'c', id: 'r', started: true, at: '2026-03-01T00:00:00Z' }
		]),
	purgeVisits: ({ db }) => visits.purgeVisits(db, new Date(0))
});

keepsSql('./answers.ts', answers, {
	insertAndCount: {
		scores: ({ db, finds }) => {
			finds(written);
			return answers.insertAndCount(db, [answer]);
		},
		'numbers too': ({ db, finds }) => {
			finds(written);
			return answers.insertAndCount(db, [{ ...answer, numbers: { e: [1500, 737] } }]);
		}
	},
	insertAndCountAlone: ({ db, via, finds }) => {
		finds(written);
		return answers.insertAndCountAlone(db, via, [answer]);
	},
	settledIds: ({ db }) => answers.settledIds(db, [answer]),
	storedHashes: ({ db }) => answers.storedHashes(db, [answer]),
	storedAnswer: ({ db }) => answers.storedAnswer(db, 'w', 'r')
});

keepsSql('./change-answer.ts', change, {
	changeAnswer: ({ db, finds }) => {
		finds([], [{ hash: '02', open: true }]);
		return change.changeAnswer(db, answer, '2026-01-01T00:00:00Z');
	},
	correctAnswer: ({ db }) => change.correctAnswer(db, answer),
	lockAnswer: ({ db }) => change.lockAnswer(db, 'w', 'r')
});

keepsSql('./chosen.ts', chosen, {
	conditionsOf: null
});

keepsSql('./notes.ts', notes, {
	tagsOf: ({ db }) => notes.tagsOf(db, 'w', ['r']),
	allTags: ({ db }) => notes.allTags(db, 'w', 10),
	addTags: ({ db }) => notes.addTags(db, 'w', ['r'], ['late'], 'u'),
	removeTags: ({ db }) => notes.removeTags(db, 'w', ['r'], ['late']),
	listViews: ({ db }) => notes.listViews(db, 'w'),
	keepView: ({ db, finds }) => {
		finds([{ id: 'v' }]);
		return notes.keepView(db, 'w', { id: 'v', name: 'Detractors', query: 'score=0-6', created_by: 'u' });
	},
	deleteView: ({ db }) => notes.deleteView(db, 'w', 'v'),
	noteCorrections: ({ db }) =>
		notes.noteCorrections(db, 'w', [
			{
				id: 'k',
				responseId: 'r',
				change: 'answers',
				why: 'mistyped',
				before: { nps: 1 },
				after: { nps: 10 },
				undoes: null,
				by: 'u',
				at
			}
		]),
	correctionsOf: ({ db }) => notes.correctionsOf(db, 'w', 'r')
});

const everyWord = { metric: 'nps', score: '0-6', mark: 'left-out', tag: 'late', text: 'queue' } as const;
keepsSql('./sum-up.ts', sumUp, {
	howMany: ({ db, finds }) => {
		finds([{ id: 'd' }]);
		return sumUp.howMany(db, 'w', { filters: everyWord, asOf: '2026-01-01T00:00:00Z' });
	},
	ledgerParts: ({ db }) => sumUp.ledgerParts(db, 'w', { filters: { language: 'en', version: '2' } }),
	byDay: ({ db }) => sumUp.byDay(db, 'w', { filters: { score: '0-6', mark: 'none', customerId: 'k' } }, 60),
	newerThan: ({ db, finds }) => {
		finds([{ n: 1 }]);
		return sumUp.newerThan(db, 'w', {}, '2026-01-01T00:00:00Z', 10);
	}
});

keepsSql('./corrections.ts', corrections, {
	oneCorrection: ({ db }) => corrections.oneCorrection(db, 'w'),
	removeAndUncount: ({ db }) => corrections.removeAndUncount(db, 'w', ['r'], by),
	givenAnswers: ({ db }) => corrections.givenAnswers(db, 'w', ['r']),
	detachResponses: ({ db }) => corrections.detachResponses(db, 'w', [{ id: 'r', newId: 'n', answers: { nps: 9 } }]),
	allowAgain: ({ db }) => corrections.allowAgain(db, 'w', ['r']),
	settleRemoved: ({ db }) => corrections.settleRemoved(db, 'w', 'c')
});

// Parts of statements, which stand in the snapshots of those; one that is a statement of its own.
keepsSql('./counting.ts', counting, {
	sourceOf: null,
	columnsOf: null,
	counted: null,
	eachValue: null,
	stands: null,
	countsOf: null,
	keyOf: null,
	addCounts: null,
	lockedFor: null,
	changeCounts: null,
	alike: null,
	counting: null,
	uncounting: null,
	asArray: null,
	difference: null,
	deleteEmpty: {
		total: ({ db }) => counting.deleteEmpty(counting.total, 'w').execute(db),
		'by dimension': ({ db }) => counting.deleteEmpty(counting.byDimension, 'w').execute(db),
		numbers: ({ db }) => counting.deleteEmpty(counting.numberTotal, 'w').execute(db)
	}
});

const underWay = { workspace_id: 'w', cursor: null, moved: 0, moved_in_pass: 0, finished_at: null };
keepsSql('./day-recount.ts', days, {
	requestDayRecount: ({ db }) => days.requestDayRecount(db, 'w', 'UTC', at),
	findDayRecount: ({ db }) => days.findDayRecount(db, 'w'),
	unfinishedRecounts: ({ db }) => days.unfinishedRecounts(db),
	recountSomeDays: {
		'some found': ({ db, finds }) => {
			finds([], [underWay], [{ id: 'r' }]);
			return days.recountSomeDays(db, 'w', 10, at);
		},
		'none left': ({ db, finds }) => {
			finds([], [underWay], []);
			return days.recountSomeDays(db, 'w', 10, at);
		}
	}
});

keepsSql('./marks.ts', marks, {
	decideMarked: {
		'left out': ({ db }) => marks.decideMarked(db, 'w', marked, { leftOut: true, by: 'u', at, actor: by }),
		'taken back in': ({ db }) => marks.decideMarked(db, 'w', marked, { leftOut: false, by: 'u', at, actor: by })
	},
	decideByIds: ({ db, finds }) => {
		finds([], [{ id: 'r' }]);
		return marks.decideByIds(db, 'w', ['r'], { leftOut: true, by: 'u', at, actor: by });
	},
	markResponses: ({ db }) => marks.markResponses(db, 'w', ['r'], 'too_fast'),
	listMarked: ({ db }) => marks.listMarked(db, 'w', marked, 10),
	countMarked: ({ db }) => marks.countMarked(db, 'w', marked),
	markedHistograms: ({ db }) => marks.markedHistograms(db, 'w', marked)
});

keepsSql('./months.ts', months, {
	workspacesWithCounts: ({ db }) => months.workspacesWithCounts(db),
	monthsToFold: ({ db }) => months.monthsToFold(db, 'w'),
	foldMonths: ({ db }) => months.foldMonths(db, 'w', '2025-01-01', '2025-12-01'),
	proveMonths: ({ db }) => months.proveMonths(db, 'w')
});

keepsSql('./recount.ts', recount, { rebuildCounts: ({ db }) => recount.rebuildCounts(db, 'w') });

keepsSql('./responses.ts', responses, {
	listResponses: {
		'first page, no filter': ({ db }) => responses.listResponses(db, 'w', {}, 10, undefined),
		'next page, every filter': ({ db }) =>
			responses.listResponses(
				db,
				'w',
				{
					journeyId: 'j',
					touchpointId: 't',
					surveyId: 's',
					collectorId: 'c',
					channel: 'link',
					from: '2026-01-01',
					to: '2026-01-31'
				},
				10,
				{ submittedKey: '2026-01-01T00:00:00.000000Z', id: 'r' }
			)
	},
	findResponse: ({ db }) => responses.findResponse(db, 'w', 'r'),
	latestTexts: {
		'all of them': ({ db }) => responses.latestTexts(db, 'w', 't', ['d'], {}, 10),
		'of some days and one channel': ({ db }) =>
			responses.latestTexts(
				db,
				'w',
				't',
				['d'],
				{ days: { from: '2026-01-01', to: '2026-01-31' }, channel: 'link' },
				10
			),
		'of the codes of one place': ({ db }) => responses.latestTexts(db, 'w', 't', ['d'], { collectorIds: ['c'] }, 10),
		'in one language': ({ db }) => responses.latestTexts(db, 'w', 't', ['d'], { language: 'en' }, 10)
	}
});
