import type { Condition, Subject } from './permission.ts';

/** Conditions under which a role may: pure, one named rule each. A policy compares them by identity. */

/** What they made themselves, or a token of theirs did. */
export const ownRecord: Condition<Subject & { readonly createdBy: string }> = (actor, { createdBy }) =>
	actor.userId === createdBy;

/** The person themselves; not a token of theirs, which others may hold. */
export const themselves: Condition<Subject & { readonly userId: string }> = (actor, { userId }) =>
	actor.via === 'session' && actor.userId === userId;

/** What belongs to the department they are in. Who is in none has none: what belongs to none is not theirs. */
export const ownDepartment: Condition<Subject & { readonly departmentId: string | null }> = (actor, { departmentId }) =>
	actor.departmentId !== null && actor.departmentId === departmentId;
