import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { uuidv7, type NewId } from '#domain/shared/ids.ts';
import { createBus, createListener, type Bus, type Listener } from '../bus/index.ts';
import type { OpenDb } from '../db/client.ts';
import type { Config } from '../platform/config.ts';

export interface ComposeInput {
	readonly config: Config;
	readonly log: Logger;
	readonly db: OpenDb;
}

/** What services of every area are made of. */
export interface Base extends ComposeInput {
	readonly now: () => Date;
	readonly newId: NewId;
	/** Directory for compiled code of the programs that this one starts. */
	readonly codeCache: string;
	/** Of this process, started. */
	readonly listener: Listener;
	readonly bus: Bus;
}

export async function composeBase({ config, log, db }: ComposeInput): Promise<Base> {
	const listener = createListener({ createClient: () => db.createClient('wayfelt listener'), log });
	const bus = createBus({ listener, query: db.query });
	await listener.start();
	return {
		config,
		log,
		db,
		now: () => new Date(),
		newId: () => uuidv7(Date.now(), randomBytes(10)),
		codeCache: join(config.dataDir, 'code-cache'),
		listener,
		bus
	};
}
