import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as stages from './collector-stages.ts';
import * as collectors from './collectors.ts';
import * as definitions from './definitions.ts';
import * as placeCodes from './place-codes.ts';
import * as placeOwners from './place-owners.ts';
import * as numbers from './number-definitions.ts';
import * as surveys from './surveys.ts';

const at = new Date(0);

keepsSql('./number-definitions.ts', numbers, {
	keepNumberDefinition: ({ db, finds }) => {
		finds([], [{ id: 'd', wording: {}, unit: {}, min: null, max: null }]);
		return numbers.keepNumberDefinition(db, 'w', Buffer.from('01', 'hex'), {
			id: 'd',
			wording: { en: 'How long?' },
			unit: { en: 'minutes' },
			min: 0,
			max: null
		});
	},
	numberDefinitionIds: ({ db }) => numbers.numberDefinitionIds(db, 'w'),
	numberDefinitionsById: ({ db }) => numbers.numberDefinitionsById(db, 'w', ['d'])
});

keepsSql('./collectors.ts', collectors, {
	insertCollector: ({ db }) =>
		collectors.insertCollector(db, {
			workspace_id: 'w',
			id: 'c',
			survey_id: 's',
			touchpoint_id: 't',
			channel: 'link',
			code: 'code',
			name: null,
			created_by: 'u',
			created_at: at
		}),
	collectorsOfPlace: ({ db }) => collectors.collectorsOfPlace(db, 'w', ['t'], 'Counter 3'),
	namesOfPlaces: ({ db }) => collectors.namesOfPlaces(db, 'w', 200),
	namesOfCollectors: ({ db }) => collectors.namesOfCollectors(db, 'w', ['c']),
	findCollector: ({ db }) => collectors.findCollector(db, 'w', 'c'),
	listCollectors: {
		'no filter': ({ db }) => collectors.listCollectors(db, 'w', {}),
		'every filter': ({ db }) => collectors.listCollectors(db, 'w', { journeyId: 'j', touchpointId: 't', surveyId: 's' })
	},
	updateCollector: ({ db }) =>
		collectors.updateCollector(db, 'w', 'c', { name: 'Till', closed_at: null, closes_at: null }),
	// A part of the statement that counts answers, and stands in its snapshot.
	stillOpens: null,
	openCodes: ({ db, via }) => collectors.openCodes(db, via, ['code'])
});

keepsSql('./place-codes.ts', placeCodes, {
	lockPlaces: ({ db }) => placeCodes.lockPlaces(db, 'w', 't'),
	codesOfPlaces: ({ db }) => placeCodes.codesOfPlaces(db, 'w', { surveyId: 's', touchpointId: 't' }),
	insertCodes: ({ db }) =>
		placeCodes.insertCodes(db, { workspaceId: 'w', surveyId: 's', touchpointId: 't', by: 'u', at }, [
			{ id: 'c', code: 'code', name: 'Till 1', owner: 'li@example.com' }
		]),
	changeCodes: ({ db }) => placeCodes.changeCodes(db, 'w', [{ id: 'c', owner: null, reopen: true }]),
	ownersOfPlace: ({ db }) => placeCodes.ownersOfPlace(db, 'w', 'Till 1'),
	giveOwner: ({ db }) => placeCodes.giveOwner(db, 'w', ['c'], 'li@example.com'),
	codesForPrint: ({ db }) => placeCodes.codesForPrint(db, 'w', ['c']),
	askedTouchpoints: ({ db }) => placeCodes.askedTouchpoints(db, 'w')
});

keepsSql('./place-owners.ts', placeOwners, { ownersOf: ({ db }) => placeOwners.ownersOf(db, 'w', ['Till 1']) });

keepsSql('./collector-stages.ts', stages, {
	stagesOf: ({ db }) => stages.stagesOf(db, 'w', ['t'], { from: '2026-03-01', timeZone: 'UTC', pages: ['link'] }),
	testsOf: ({ db }) => stages.testsOf(db, 'w', 't', '2026-03-01')
});

keepsSql('./definitions.ts', definitions, {
	keepDefinition: ({ db }) =>
		definitions.keepDefinition(db, 'w', Buffer.from([1]), {
			id: 'd',
			metric: 'nps',
			scale: { min: 0, max: 10 },
			wording: { en: 'How likely?' },
			boxRule: null,
			direction: 'high',
			target: 50,
			margin: 5
		}),
	definitionsById: ({ db }) => definitions.definitionsById(db, 'w', ['d']),
	lockDefinition: ({ db }) => definitions.lockDefinition(db, 'w', 'd'),
	metricsAsked: ({ db }) => definitions.metricsAsked(db, 'w')
});

keepsSql('./surveys.ts', surveys, {
	versionsOfAnswers: ({ db }) => surveys.versionsOfAnswers(db, 'w', [{ survey_id: 's', survey_version: 1 }]),
	insertSurvey: ({ db }) =>
		surveys.insertSurvey(db, {
			workspace_id: 'w',
			id: 's',
			title: 'After the visit',
			kind: 'nps',
			draft: {} as never,
			created_by: 'u'
		}),
	findSurvey: ({ db }) => surveys.findSurvey(db, 'w', 's'),
	lockSurvey: ({ db }) => surveys.lockSurvey(db, 'w', 's'),
	noteProjected: ({ db }) => surveys.noteProjected(db, 'w', 's', at),
	staleDrafts: ({ db }) => surveys.staleDrafts(db),
	listSurveys: {
		'first page': ({ db }) => surveys.listSurveys(db, 'w', { limit: 10 }),
		'next page': ({ db }) => surveys.listSurveys(db, 'w', { limit: 10, cursor: 's', ids: ['s'] })
	},
	updateSurvey: ({ db }) => surveys.updateSurvey(db, 'w', 's', { title: 'T', draft: {}, published_version: 1 }),
	insertVersion: ({ db }) =>
		surveys.insertVersion(db, {
			workspace_id: 'w',
			survey_id: 's',
			version: 1,
			content: {} as never,
			definitions: {},
			published_by: 'u',
			published_at: at
		}),
	findVersion: ({ db }) => surveys.findVersion(db, 'w', 's', 1),
	publishedVersions: ({ db }) => surveys.publishedVersions(db, 'w', ['s']),
	versionsOf: {
		'of all': ({ db }) => surveys.versionsOf(db, 'w', undefined),
		'of one': ({ db }) => surveys.versionsOf(db, 'w', 's')
	},
	titlesOf: ({ db }) => surveys.titlesOf(db, 'w')
});
