import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as journeys from './journeys.ts';
import * as projection from './projection.ts';
import * as touchpoints from './touchpoints.ts';

const at = new Date(0);
const key = { workspaceId: 'w', journeyId: 'j' };
const scene = { id: 's', title: 'Arriving', department_id: null, order_key: 'a0' };

keepsSql('./journeys.ts', journeys, {
	insertJourney: ({ db }) =>
		journeys.insertJourney(db, { workspaceId: 'w', id: 'j', title: 'A visit', createdBy: 'u', at }),
	findJourney: ({ db }) => journeys.findJourney(db, 'w', 'j'),
	findOpening: ({ db }) => journeys.findOpening(db, 'w', 'j'),
	lockJourney: ({ db }) => journeys.lockJourney(db, 'w', 'j'),
	listJourneys: {
		'first page': ({ db }) => journeys.listJourneys(db, 'w', { words: [], limit: 10 }),
		'next page, every filter': ({ db }) =>
			journeys.listJourneys(db, 'w', {
				status: 'active',
				ids: ['j'],
				words: ['one', 'two'],
				limit: 10,
				after: { updatedAt: '2026-01-01', id: 'j' }
			})
	},
	listScenes: ({ db }) => journeys.listScenes(db, 'w', ['j']),
	setStatus: ({ db }) => journeys.setStatus(db, 'w', 'j', 'active', at),
	markDeleted: ({ db }) => journeys.markDeleted(db, 'w', 'j', at)
});

keepsSql('./projection.ts', projection, {
	writeScenes: ({ db }) => projection.writeScenes(db, key, [scene], at),
	writeTouchpoints: ({ db }) =>
		projection.writeTouchpoints(
			db,
			key,
			[{ ...scene, scene_id: 's', lane_id: 'l', channel: 'store', moment_of_truth: false }],
			at
		),
	writeJourney: ({ db }) =>
		projection.writeJourney(db, key, { title: 'A visit', searchText: 'a visit', opening: '{}', projectedAt: at }),
	staleJourneys: ({ db }) => projection.staleJourneys(db)
});

keepsSql('./touchpoints.ts', touchpoints, {
	placed: ({ db }) => touchpoints.placed(db, 'w').execute(),
	touchpointsOf: ({ db }) => touchpoints.touchpointsOf(db, 'w', ['j']),
	touchpointsOfScene: ({ db }) => touchpoints.touchpointsOfScene(db, 'w', 's'),
	placedTouchpoint: ({ db }) => touchpoints.placedTouchpoint(db, 'w', 't'),
	takenAway: {
		'one by its id': ({ db }) => touchpoints.takenAway(db, 'w', { id: 't' }),
		'all of a journey': ({ db }) => touchpoints.takenAway(db, 'w', { journeyId: 'j' })
	},
	placedTouchpoints: ({ db }) => touchpoints.placedTouchpoints(db, 'w', ['t']),
	journeyExists: ({ db }) => touchpoints.journeyExists(db, 'w', 'j'),
	writtenMap: ({ db }) => touchpoints.writtenMap(db, 'w', 'j')
});
