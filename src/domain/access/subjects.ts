import type { Subject } from './permission.ts';

/** What an action is about, by the kind that its line in the policy names: as much of it as decides. */
export interface Subjects {
	readonly workspace: Subject;
	readonly member: Subject & { readonly userId: string };
	readonly department: Subject;
	readonly token: Subject;
	readonly journey: Subject;
	readonly survey: Subject;
	readonly collector: Subject;
	readonly target: Subject;
	readonly share: Subject;
	readonly channel: Subject;
	readonly response: Subject;
	readonly import: Subject & { readonly createdBy: string };
}
