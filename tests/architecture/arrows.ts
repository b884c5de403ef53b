/**
 * The rooms of `server` and `src/document`, and whom each may import beside itself. A file belongs to the longest path that fits.
 * What stands here is what the code does: an arrow that nobody uses any more is taken out, a new one is a line of a diff.
 * Every room may import `domain`, unless `withoutDomain` says otherwise.
 */
export const rooms: Readonly<Record<string, readonly string[] | 'everything'>> = {
	// The whole: how the program is put together, started and administered.
	'server/main.ts': 'everything',
	'server/cli.ts': 'everything',
	'server/compose.ts': 'everything',
	'server/compose': 'everything',
	'server/app.ts': 'everything',
	'server/start': 'everything',
	'server/admin': 'everything',
	/** Runs before anything is installed: plain Node. */
	'server/launch': [],

	// What knows nothing of the product.
	'server/platform': [],
	'server/db/embedded': ['server/platform'],
	'server/db': ['server/db/embedded', 'server/platform'],
	'server/bus': ['server/db'],
	'server/jobs': ['server/db'],
	/** The outbox: written by every area, handed to consumers. */
	'server/events': ['server/bus', 'server/db', 'server/jobs'],
	'server/channels': [],
	/** Pages to take along: shapes out of words, PDF and PNG out of shapes. */
	'server/sheets': ['server/platform'],
	/** Requests and answers; what routes and hooks may run. */
	'server/http': ['server/platform'],
	/** What stands before SvelteKit. */
	'server/http/front': [
		'server/app.ts',
		'server/collab',
		'server/db',
		'server/events',
		'server/http',
		'server/platform',
		'src/document/core'
	],

	// Documents of any kind: as they are stored, and edited together.
	'server/documents': ['server/bus', 'server/db', 'server/jobs', 'server/platform', 'src/document/core'],
	'server/collab/limits.ts': [],
	'server/collab/ports.ts': ['server/collab/bytes'],
	'server/collab/protocol': ['server/documents', 'src/document/core'],
	'server/collab/bytes': [],
	'server/collab/compaction': [
		'server/collab/bytes',
		'server/collab/ports.ts',
		'server/documents',
		'src/document/core'
	],
	'server/collab/room': [
		'server/collab/bytes',
		'server/collab/compaction',
		'server/collab/limits.ts',
		'server/collab/protocol',
		'server/documents',
		'server/platform',
		'src/document/core'
	],
	'server/collab/socket': [
		'server/collab/bytes',
		'server/collab/limits.ts',
		'server/collab/ports.ts',
		'server/collab/protocol',
		'server/collab/room',
		'server/documents',
		'server/platform',
		'src/document/core'
	],
	'server/collab': [
		'server/collab/bytes',
		'server/collab/compaction',
		'server/collab/limits.ts',
		'server/collab/ports.ts',
		'server/collab/room',
		'server/collab/socket',
		'server/documents',
		'server/platform',
		'src/document/core'
	],

	// Areas of the product. Each may also import what `everyArea` says.
	'server/areas': [
		'server/areas/answers',
		'server/areas/channels',
		'server/areas/journeys',
		'server/areas/people',
		'server/areas/shared',
		'server/areas/surveys',
		'server/documents',
		'server/events',
		'server/jobs',
		'src/document/kinds'
	],
	'server/areas/shared': ['server/jobs'],
	'server/areas/people': ['server/jobs'],
	'server/areas/workspaces': ['server/areas/answers', 'server/areas/people', 'server/documents'],
	/** What documents of every area have: edits that were set aside. */
	'server/areas/documents': ['server/areas/people', 'server/collab/ports.ts', 'server/documents'],
	'server/areas/journeys': [
		'server/areas/documents',
		'server/areas/people',
		'server/bus',
		'server/collab',
		'server/collab/ports.ts',
		'server/documents',
		'src/document/kinds/journey'
	],
	'server/areas/surveys': [
		'server/areas/documents',
		'server/areas/journeys',
		'server/bus',
		'server/channels',
		'server/collab',
		'server/documents',
		'src/document/kinds/survey-draft'
	],
	/** Accounts on platforms, and what these push. */
	'server/areas/channels': ['server/areas/answers', 'server/areas/customers', 'server/channels', 'server/jobs'],
	'server/areas/customers': [],
	'server/areas/answers': [
		'server/areas/customers',
		'server/areas/surveys',
		'server/bus',
		'server/http',
		'server/jobs',
		'server/sheets'
	],
	'server/areas/results': [
		'server/areas/answers',
		'server/areas/journeys',
		'server/areas/people',
		'server/areas/surveys',
		'server/bus'
	],
	/** Answers as the team works with them. */
	'server/areas/desk': [
		'server/areas/answers',
		'server/areas/customers',
		'server/areas/people',
		'server/areas/results',
		'server/areas/surveys'
	],
	'server/areas/imports': ['server/areas/answers', 'server/areas/journeys', 'server/areas/surveys'],
	/** What people see who are not signed in. */
	'server/areas/sharing': ['server/areas/journeys', 'server/areas/people', 'server/areas/results', 'server/bus'],
	'server/areas/erasure': ['server/areas/answers', 'server/areas/channels', 'server/areas/customers'],

	// Documents in browser and server.
	'src/document/core': [],
	'src/document/kinds/journey': ['src/document/core'],
	'src/document/kinds/survey-draft': ['src/document/core'],
	/** The list of kinds. */
	'src/document/kinds': ['src/document/core', 'src/document/kinds/journey', 'src/document/kinds/survey-draft'],
	'src/document/client': ['src/document/core']
};

/** What an area needs of the rooms below it; not every area uses all of it. */
export const everyArea = ['server/areas/shared', 'server/db', 'server/events', 'server/platform'];

/** Rooms that know no kind of document: of the domain only `shared`. A kind is handed in. */
export const withoutDomain: readonly string[] = [
	'server/documents',
	'server/collab',
	'server/bus',
	'server/jobs',
	'server/channels',
	'server/http',
	'src/document/core',
	'src/document/client'
];
