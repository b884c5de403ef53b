export { eventKinds, type EventName, type EventPayload } from './all-events.ts';
export { subjectKinds, type SubjectKind } from './define-event.ts';
export {
	byEditor,
	byRespondent,
	bySystem,
	eventActor,
	type DomainEvent,
	type EventActor,
	type NewEvent
} from './event.ts';
