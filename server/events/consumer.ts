import type { DomainEvent, EventName } from '#domain/events/index.ts';
import type { Kysely } from 'kysely';
import type { Database } from '../db/tables/index.ts';

/** What consumers may use. */
export interface ConsumerTools {
	/** Sees every workspace. */
	readonly system: Kysely<Database>;
	readonly now: () => Date;
}

/**
 * What follows from something that has changed. Each consumer is one file in `consumers/` of its area and one line in
 * `areas/all-consumers.ts`. It is handed every event of its kinds that happens from its first start on, those of one subject
 * one after the other, at least once: after a crash, or a failure, again. So it may run twice without harm.
 */
export interface Consumer<Name extends EventName = EventName> {
	/** Also the name of its queue; never changes. */
	readonly name: string;
	readonly events: readonly Name[];
	/** @throws to be handed the event again, later and later; after the last try the event is a dead letter */
	handle(event: DomainEvent<Name>, tools: ConsumerTools): Promise<void>;
}

/** A consumer with the types of its events. */
export const defineConsumer = <const Name extends EventName>(consumer: Consumer<Name>): Consumer =>
	consumer as unknown as Consumer;
