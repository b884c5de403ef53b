import { keepsSql } from '../../tests/support/sql-snapshots.ts';
import * as tell from './tell.ts';

keepsSql('./tell.ts', tell, {
	tell: ({ db }) => tell.tell('changed').execute(db),
	tellChanged: {
		'of a survey': ({ db }) => tell.tellChanged(db, 'w', { surveyId: 's' }),
		'of a series': ({ db }) => tell.tellChanged(db, 'w', { definitionId: 'd' }),
		'of touchpoints': ({ db }) => tell.tellChanged(db, 'w', { touchpointIds: ['t'] })
	},
	tellSurvey: ({ db }) => tell.tellSurvey(db, 'w', 's'),
	tellShare: ({ db }) => tell.tellShare(db, 'w', 'l'),
	tellPlaced: ({ db }) => tell.tellPlaced(db, 'w', 'j')
});
