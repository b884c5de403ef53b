import type { Actor } from '../access/index.ts';
import type { EventName, EventPayload } from './all-events.ts';

/** Who did it: a person of the team, by their user id; a token, by its own; who answered; or the program by itself. */
export type EventActor =
	{ readonly kind: 'user' | 'token'; readonly id: string } | { readonly kind: 'respondent' | 'system' };

export const bySystem: EventActor = { kind: 'system' };
/** Edits of a document came from this person; null: from several, or from nobody known. */
export const byEditor = (userId: string | null): EventActor =>
	userId === null ? bySystem : { kind: 'user', id: userId };
export const byRespondent: EventActor = { kind: 'respondent' };

/** Who acts in a service, as events name them. */
export const eventActor = (actor: Actor): EventActor =>
	actor.via === 'token' && actor.tokenId !== undefined
		? { kind: 'token', id: actor.tokenId }
		: { kind: 'user', id: actor.userId };

/** Something that has changed, on its way into the outbox. */
export type NewEvent = {
	readonly [Name in EventName]: {
		readonly kind: Name;
		/** Id of what it is about. */
		readonly subject: string;
		readonly payload: EventPayload<Name>;
	};
}[EventName];

/** Something that has changed, as its readers get it. */
export type DomainEvent<Name extends EventName = EventName> = {
	readonly [One in Name]: {
		readonly workspaceId: string;
		readonly id: string;
		readonly kind: One;
		readonly subject: string;
		readonly actor: EventActor;
		readonly at: Date;
		readonly payload: EventPayload<One>;
	};
}[Name];
