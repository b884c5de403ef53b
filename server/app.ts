import type { DemoPhones } from './admin/demo-phones.ts';
import type { Bus } from './bus/index.ts';
import type { Collab } from './collab/index.ts';
import type { Config } from './platform/config.ts';
import type { OpenDb } from './db/client.ts';
import type { Auth } from './areas/people/auth.ts';
import type { Channels } from './areas/channels/channels.ts';
import type { Hooks } from './areas/channels/hooks.ts';
import type { Collectors } from './areas/surveys/collectors.ts';
import type { Customers } from './areas/erasure/erasure.ts';
import type { KnownCustomers } from './areas/customers/known-customers.ts';
import type { ProjectionQueue } from './documents/projection/queue.ts';
import type { Events } from './events/index.ts';
import type { Idempotency } from './areas/shared/idempotency.ts';
import type { Imports } from './areas/imports/imports.ts';
import type { Invitations } from './areas/people/invitations.ts';
import type { Journeys } from './areas/journeys/journeys.ts';
import type { Jobs } from './jobs/index.ts';
import type { Live } from './areas/results/live.ts';
import type { Marks } from './areas/results/marked-answers.ts';
import type { Members } from './areas/people/members.ts';
import type { PersonalLinks } from './areas/answers/personal-links.ts';
import type { Pulse } from './areas/results/pulse.ts';
import type { Responses } from './areas/answers/responses.ts';
import type { ResponseDesk } from './areas/desk/desk.ts';
import type { Results } from './areas/results/results.ts';
import type { SetAsides } from './areas/documents/set-asides.ts';
import type { Difference } from '#domain/journey/index.ts';
import type { DraftDifference } from '#domain/survey/draft/index.ts';
import type { Versions } from './areas/journeys/map-versions.ts';
import type { Sheets } from './sheets/sheets.ts';
import type { SharedPages } from './areas/sharing/shared-pages.ts';
import type { ShareLinks } from './areas/sharing/share-links.ts';
import type { Surveys } from './areas/surveys/surveys.ts';
import type { MetricSettings } from './areas/results/settings.ts';
import type { Targets } from './areas/results/targets.ts';
import type { Tokens } from './areas/people/tokens.ts';
import type { Workspaces } from './areas/workspaces/workspaces.ts';
import type { Logger } from 'pino';

/** Where the process keeps its one App, so that the Kit bundle – another module graph – finds it. */
export const APP = Symbol.for('wayfelt.app');

/**
 * Everything the program can do, built once by `compose`. Routes reach it as `locals.app`, sockets and
 * command-line tools directly. Kit code imports this type only.
 */
export interface App {
	readonly config: Config;
	/** How this process is opened from the same network when ORIGIN is not set; null when it listens on this machine only. */
	readonly networkOrigin: string | null;
	/** May links carry this name from a Host header (`isOwnHost`)? */
	readonly isOwnHost: (hostname: string) => boolean;
	readonly log: Logger;
	readonly db: OpenDb;
	readonly auth: Auth;
	/** A QR code of an address, as the address of a picture: for links that are shown once and have no route of their own. */
	readonly qrImage: (url: string) => Promise<string>;
	readonly workspaces: Workspaces;
	readonly members: Members;
	readonly invitations: Invitations;
	readonly tokens: Tokens;
	readonly journeys: Journeys;
	/** Edits that could not be put into their map, or into the draft of their survey. */
	readonly setAsides: SetAsides<Difference>;
	readonly draftSetAsides: SetAsides<DraftDifference>;
	readonly versions: Versions;
	readonly surveys: Surveys;
	readonly collectors: Collectors;
	readonly channels: Channels;
	/** Where platforms push to. */
	readonly hooks: Hooks;
	/** The phone to see WeChat work on; null outside the demo. */
	readonly demoPhones: DemoPhones | null;
	readonly responses: Responses;
	readonly responseDesk: ResponseDesk;
	/** Links for one person each. */
	readonly personalLinks: PersonalLinks;
	readonly marks: Marks;
	readonly customers: Customers;
	/** How websites prove who is there, and who is not to be asked. */
	readonly knownCustomers: KnownCustomers;
	readonly results: Results;
	readonly targets: Targets;
	readonly metricSettings: MetricSettings;
	readonly pulse: Pulse;
	readonly shareLinks: ShareLinks;
	readonly sharedPages: SharedPages;
	readonly sheets: Sheets;
	readonly live: Live;
	readonly bus: Bus;
	readonly jobs: Jobs;
	/** What follows from changes; null where this process does not work on it. */
	readonly events: Events | null;
	/** Documents whose view is behind; null where this process does not work on it. */
	readonly projections: ProjectionQueue | null;
	readonly imports: Imports;
	readonly idempotency: Idempotency;
	readonly collab: Collab;
	/** Ends sockets, drains the group commits, stops jobs; the database is stopped by whoever opened it. */
	close(): Promise<void>;
}
