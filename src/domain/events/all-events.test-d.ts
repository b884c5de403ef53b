import { expectTypeOf } from 'vitest';
import type { eventKinds, EventName, EventPayload } from './all-events.ts';
import type { DomainEvent, EventActor, NewEvent } from './event.ts';

/** Checked by svelte-check, which is a part of `npm test`; nothing here runs. */

expectTypeOf<EventName>().toEqualTypeOf<keyof typeof eventKinds>();
expectTypeOf<string>().not.toExtend<EventName>();
expectTypeOf<NewEvent['kind']>().toEqualTypeOf<EventName>();
expectTypeOf<DomainEvent['kind']>().toEqualTypeOf<EventName>();

// The payload follows from the name, and readers get what was written.
type Counted = EventPayload<'answer.counted'>;
expectTypeOf<Counted['counted']>().toEqualTypeOf<boolean>();
expectTypeOf<keyof Counted>().toEqualTypeOf<'touchpointId' | 'collectorId' | 'counted'>();
expectTypeOf<DomainEvent<'answer.counted'>['payload']>().toEqualTypeOf<Counted>();
expectTypeOf<Extract<NewEvent, { kind: 'answer.counted' }>['payload']>().toEqualTypeOf<Counted>();
// @ts-expect-error the payload of another event
export const mixed: NewEvent = { kind: 'answer.counted', subject: 'x', payload: {} };
// @ts-expect-error there is no such event
export const unknown: NewEvent = { kind: 'answer.imagined', subject: 'x', payload: {} };

// A person and a token have an id, the program has none.
// @ts-expect-error a user without an id
export const nobody: EventActor = { kind: 'user' };
expectTypeOf<Extract<EventActor, { kind: 'user' | 'token' }>['id']>().toEqualTypeOf<string>();
