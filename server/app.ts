import type { Bus } from './bus/index.ts';
import type { Collab } from './collab/index.ts';
import type { Config } from './config.ts';
import type { OpenDb } from './db/client.ts';
import type { Auth } from './services/auth.ts';
import type { Collectors } from './services/collectors.ts';
import type { Customers } from './services/customers.ts';
import type { Idempotency } from './services/idempotency.ts';
import type { Imports } from './services/imports.ts';
import type { Invitations } from './services/invitations.ts';
import type { Journeys } from './services/journeys.ts';
import type { Jobs } from './jobs/index.ts';
import type { Live } from './services/live.ts';
import type { Marks } from './services/marks.ts';
import type { Members } from './services/members.ts';
import type { Responses } from './services/responses.ts';
import type { Results } from './services/results.ts';
import type { SetAsides } from './services/set-asides.ts';
import type { Surveys } from './services/surveys.ts';
import type { Targets } from './services/targets.ts';
import type { Tokens } from './services/tokens.ts';
import type { Workspaces } from './services/workspaces.ts';
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
	readonly setAsides: SetAsides;
	readonly surveys: Surveys;
	readonly collectors: Collectors;
	readonly responses: Responses;
	readonly marks: Marks;
	readonly customers: Customers;
	readonly results: Results;
	readonly targets: Targets;
	readonly live: Live;
	readonly bus: Bus;
	readonly jobs: Jobs;
	readonly imports: Imports;
	readonly idempotency: Idempotency;
	readonly collab: Collab;
	/** Ends sockets, drains the group commits, stops jobs; the database is stopped by whoever opened it. */
	close(): Promise<void>;
}
