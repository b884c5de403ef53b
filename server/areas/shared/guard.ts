import { can, type Action, type Actor, type SubjectOf, type WorkspaceWide } from '#domain/access/index.ts';
import { parse } from '#domain/shared/parse.ts';
import type * as v from 'valibot';
import { forbidden, invalid, unauthenticated } from '../../platform/errors.ts';

/**
 * First line of every service method: throws 401 / 403. An action that some role has under a condition wants its subject –
 * what was found, before anything is done to it; the others may leave it out.
 */
export function authorize(actor: Actor | null, action: WorkspaceWide): asserts actor is Actor;
export function authorize<A extends Action>(
	actor: Actor | null,
	action: A,
	subject: SubjectOf<A>
): asserts actor is Actor;
export function authorize(actor: Actor | null, action: Action, subject?: SubjectOf<Action>): asserts actor is Actor {
	if (actor === null) throw unauthenticated();
	if (!can(actor, action, subject!)) throw forbidden();
}

/** Second line: strict parsing of the input; throws 400 with issues. */
export function checked<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
	const parsed = parse(schema, input);
	if (!parsed.ok) throw invalid(parsed.issues);
	return parsed.value;
}
