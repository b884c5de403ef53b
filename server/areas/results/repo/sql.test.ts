import { keepsSql } from '../../../../tests/support/sql-snapshots.ts';
import * as dictionary from './dictionary.ts';
import * as lines from './lines.ts';
import * as keptMonths from './kept-months.ts';
import * as numbers from './numbers.ts';
import * as pairs from './pairs.ts';
import * as places from './places.ts';
import * as scores from './scores.ts';
import * as series from './series.ts';
import * as settings from './settings.ts';
import * as targets from './targets.ts';
import * as windowed from './window-counts.ts';

const at = new Date(0);
const days = { from: '2026-01-01', to: '2026-01-31' };

const typed = { touchpointIds: ['t'], definitionIds: ['d'] };
keepsSql('./numbers.ts', numbers, {
	sketchesOf: {
		'all channels': ({ db, finds }) => {
			finds([]);
			return numbers.sketchesOf(db, 'w', typed, days, {});
		},
		'codes of one place': ({ db, finds }) => {
			finds([]);
			return numbers.sketchesOf(db, 'w', typed, days, { collectorIds: ['c'] });
		}
	},
	numberSliceTotals: {
		'by channel': ({ db }) => numbers.numberSliceTotals(db, 'w', typed, days, 'channel'),
		'by language': ({ db }) => numbers.numberSliceTotals(db, 'w', typed, days, 'language')
	}
});

/** Longer than a window must be for its months. */
const year = { from: '2025-01-15', to: '2026-01-31' };
const kept = ['2025-02-01', '2025-03-01'].map((month) => ({ month }));

keepsSql('./kept-months.ts', keptMonths, {
	divide: null,
	// What `readingOf` is for one window.
	readings: null,
	readingOf: ({ db, finds }) => {
		finds(kept);
		return keptMonths.readingOf(db, 'w', year);
	}
});

const asked = { touchpointId: 't', definitionId: 'd' };
const looked = { days, before: 30, newest: 20_000 };
keepsSql('./pairs.ts', pairs, {
	saidByPeople: {
		'of everybody': ({ db }) => pairs.saidByPeople(db, 'w', asked, [asked], { ...looked, narrowed: {} }),
		'through one channel': ({ db }) =>
			pairs.saidByPeople(db, 'w', asked, [asked], { ...looked, narrowed: { channel: 'link' } }),
		'at one place': ({ db }) =>
			pairs.saidByPeople(db, 'w', asked, [asked], { ...looked, narrowed: { collectorIds: ['c'] } }),
		'in one language': ({ db }) =>
			pairs.saidByPeople(db, 'w', asked, [asked], { ...looked, narrowed: { language: 'en' } })
	}
});

const over = { definitionId: 'd', step: 'week' } as const;
keepsSql('./places.ts', places, {
	countsByPlace: {
		'of all places': ({ db }) => places.countsByPlace(db, 'w', ['t'], days),
		'of some places by week': ({ db }) => places.countsByPlace(db, 'w', ['t'], days, { over, places: ['p'] }),
		'in one language': ({ db }) => places.countsByPlace(db, 'w', ['t'], days, { language: 'en' }),
		'in one language by week': ({ db }) => places.countsByPlace(db, 'w', ['t'], days, { language: 'en', over })
	},
	countsOfAll: {
		'of the window': ({ db }) => places.countsOfAll(db, 'w', ['t'], days),
		'by week': ({ db }) => places.countsOfAll(db, 'w', ['t'], days, { over }),
		'in one language': ({ db }) => places.countsOfAll(db, 'w', ['t'], days, { language: 'en' })
	},
	placesNamed: ({ db }) => places.placesNamed(db, 'w')
});

keepsSql('./lines.ts', lines, {
	countsBySteps: {
		'by week': ({ db }) => lines.countsBySteps(db, 'w', ['t'], days, 'week', {}),
		'by day, codes of one place': ({ db }) => lines.countsBySteps(db, 'w', ['t'], days, 'day', { collectorIds: ['c'] })
	}
});

const byDay = { months: [], days: [days] };
keepsSql('./scores.ts', scores, {
	choice: null,
	rowsIn: null,
	countsOf: {
		'all channels': ({ db }) => scores.countsOf(db, 'w', ['t'], days, {}),
		'one channel': ({ db }) => scores.countsOf(db, 'w', ['t'], days, { channel: 'link' }),
		'codes of one place': ({ db }) => scores.countsOf(db, 'w', ['t'], days, { collectorIds: ['c'] }),
		'one language': ({ db }) => scores.countsOf(db, 'w', ['t'], days, { language: 'en' }),
		'months and days': ({ db, finds }) => {
			finds(kept);
			return scores.countsOf(db, 'w', ['t'], year, {});
		}
	},
	countsByTime: {
		'by day': ({ db }) => scores.countsByTime(db, 'w', 't', ['d'], days, 'day', {}),
		'by week, one channel': ({ db }) => scores.countsByTime(db, 'w', 't', ['d'], days, 'week', { channel: 'link' }),
		'by month': ({ db }) => scores.countsByTime(db, 'w', 't', ['d'], days, 'month', {})
	},
	extentsOf: {
		'all channels': ({ db, finds }) => {
			finds(kept);
			return scores.extentsOf(db, 'w', ['t'], days, {});
		},
		'one channel': ({ db, finds }) => {
			finds([]);
			return scores.extentsOf(db, 'w', ['t'], days, { channel: 'link' });
		}
	},
	countsByDay: {
		'all channels': ({ db }) => scores.countsByDay(db, 'w', ['t'], 'd', days, {}),
		'one language': ({ db }) => scores.countsByDay(db, 'w', ['t'], 'd', days, { language: 'en' })
	},
	definitionsCounted: ({ db }) => scores.definitionsCounted(db, 'w', ['t']),
	countsByCode: ({ db }) => scores.countsByCode(db, 'w', ['t'], days),
	countsBySlice: ({ db }) => scores.countsBySlice(db, 'w', ['t'], 'd', { from: '2026-01-01', to: '2026-01-31' }),
	sliceTotals: {
		'by channel': ({ db }) => scores.sliceTotals(db, 'w', ['t'], byDay, 'channel'),
		'by language': ({ db }) => scores.sliceTotals(db, 'w', ['t'], byDay, 'language')
	},
	countsByBand: {
		'by channel': ({ db }) => scores.countsByBand(db, 'w', ['t'], ['2026-01-01', '2026-01-31'], 'channel'),
		'by language': ({ db }) => scores.countsByBand(db, 'w', ['t'], ['2026-01-01', '2026-01-31'], 'language'),
		'by codes': ({ db }) => scores.countsByBand(db, 'w', ['t'], ['2026-01-01', '2026-01-31'], ['c'])
	},
	firstDayOf: ({ db, finds }) => {
		finds([{ first: null }]);
		return scores.firstDayOf(db, 'w', ['t']);
	}
});

const before = { from: '2025-12-01', to: '2025-12-31' };
const choice = { window: days, before, narrowed: { channel: 'link' }, wider: [{}] };
keepsSql('./window-counts.ts', windowed, {
	wholes: null,
	windowCounts: {
		'two windows, one channel and all': ({ db, finds }) => {
			finds([]);
			return windowed.windowCounts(db, 'w', ['t'], { ...choice, ever: false });
		},
		'the same with when there are answers': ({ db, finds }) => {
			finds(kept, []);
			return windowed.windowCounts(db, 'w', ['t'], { ...choice, ever: true });
		},
		'the same among all channels': ({ db, finds }) => {
			finds(kept, [], []);
			return windowed.windowCounts(db, 'w', ['t'], { ...choice, slice: { by: 'channel' }, ever: true });
		}
	}
});

keepsSql('./series.ts', series, {
	askedHistory: ({ db, finds }) => {
		finds([{ touchpoint_id: 't', survey_id: 's', created_at: at, closed_at: null, closes_at: null }]);
		return series.askedHistory(db, 'w', ['t'], at);
	}
});

const setting = {
	workspace_id: 'w',
	place_id: 'p',
	place_kind: 'scene',
	metric: 'nps',
	scale_min: 0,
	scale_max: 10,
	revision: 2,
	target: 50,
	margin: null,
	owner_kind: 'member',
	owner_id: 'u',
	leads: false,
	set_by: 'u',
	set_at: at
} as const;
keepsSql('./dictionary.ts', dictionary, {
	targetsEver: ({ db }) => dictionary.targetsEver(db, 'w', ['d']),
	bornTargets: ({ db }) => dictionary.bornTargets(db, 'w', ['d']),
	sourcesOf: ({ db }) => dictionary.sourcesOf(db, 'w', ['t'])
});

keepsSql('./settings.ts', settings, {
	settingsNear: ({ db }) => settings.settingsNear(db, 'w', ['t']),
	settingsOf: ({ db }) => settings.settingsOf(db, 'w', ['p']),
	settingsEver: ({ db }) => settings.settingsEver(db, 'w'),
	insertSetting: ({ db }) => settings.insertSetting(db, setting),
	placeOf: {
		'a touchpoint': ({ db }) => settings.placeOf(db, 'w', 'touchpoint', 't'),
		'a scene': ({ db }) => settings.placeOf(db, 'w', 'scene', 's'),
		'a journey': ({ db }) => settings.placeOf(db, 'w', 'journey', 'j')
	}
});

keepsSql('./targets.ts', targets, {
	insertTarget: ({ db }) =>
		targets.insertTarget(db, {
			workspace_id: 'w',
			id: 'g',
			definition_id: 'd',
			target: 50,
			margin: 5,
			set_by: 'u',
			set_at: at
		}),
	targetsOf: ({ db }) => targets.targetsOf(db, 'w', 'd', 10)
});
