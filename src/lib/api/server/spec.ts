import type * as v from 'valibot';
import type { Action } from '#domain/access/index.ts';
import type { LocalText } from '#domain/shared/locale.ts';

/** An answer that is not JSON: the handler makes the whole `Response`. */
export interface FileAnswer {
	readonly file: string;
}

export const file = (contentType: string): FileAnswer => ({ file: contentType });

export const isFile = (answer: unknown): answer is FileAnswer =>
	typeof answer === 'object' && answer !== null && 'file' in answer;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- valibot's own way to say "any object schema"
export type Entries = v.GenericSchema<any, Record<string, any>>;

/** What is known about a method of a route without calling it: checks, documentation and tests read the same words. */
export interface Spec {
	readonly summary: Required<LocalText>;
	readonly description?: Required<LocalText>;
	/** What the caller's role must allow; `public`: nobody need be signed in. */
	readonly permission: Action | 'public';
	readonly params?: Entries;
	readonly query?: Entries;
	readonly body?: v.GenericSchema;
	/** Key of a list in the body whose rows the service judges one by one, also whether they can be stored. */
	readonly rows?: string;
	/** Largest body in bytes. */
	readonly bodyLimit?: number;
	/** Instead of a body a file comes in, as the field `file` of a form: its largest size in bytes. */
	readonly upload?: number;
	/** Status of a success; 204 when there is nothing to say. */
	readonly status: 200 | 201 | 204;
	readonly response?: v.GenericSchema | FileAnswer;
	/** The answer holds a secret that is shown once: it is not kept for replays. */
	readonly secret?: boolean;
}

const SPEC = Symbol.for('wayfelt.api-spec');

export const withSpec = <H extends object>(handler: H, spec: Spec): H => Object.assign(handler, { [SPEC]: spec });

/** The spec a handler of a `+server.ts` carries; undefined for handlers that are no part of the documented API. */
export const specOf = (handler: unknown): Spec | undefined =>
	typeof handler === 'function' ? (handler as unknown as Record<symbol, Spec | undefined>)[SPEC] : undefined;
