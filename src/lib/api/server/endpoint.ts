import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import type { View } from '#domain/shared/view.ts';
import type { Action, Actor } from '#domain/access/index.ts';
import { parse } from '#domain/shared/parse.ts';
import type { App } from '#server/app.ts';
import { invalid, notFound } from '#server/platform/errors.ts';
import { callerOf } from './caller.ts';
import { requestKey } from './request-key.ts';
import { limitOf, NO_FILE, parseJson, readBytes, readQuery, readUpload, type UploadedFile } from './read-request.ts';
import { isFile, withSpec, type Entries, type FileAnswer, type Spec } from './spec.ts';

type Answer<R> = R extends FileAnswer ? Response : R extends v.GenericSchema ? View<R> : void;

type Output<S> = S extends v.GenericSchema ? v.InferOutput<S> : undefined;

/** What a handler is given: everything already checked. */
export interface Call<P, Q, B> {
	readonly app: App;
	readonly actor: Actor;
	readonly params: Output<P>;
	readonly query: Output<Q>;
	readonly body: Output<B>;
	readonly event: RequestEvent;
	/** What was uploaded, where the route takes a file; empty elsewhere. */
	readonly file: UploadedFile;
}

interface Options<
	P extends Entries | undefined,
	Q extends Entries | undefined,
	B extends v.GenericSchema | undefined,
	R extends v.GenericSchema | FileAnswer | undefined
> extends Omit<Spec, 'params' | 'query' | 'body' | 'response' | 'permission'> {
	readonly permission: Action;
	readonly params?: P;
	readonly query?: Q;
	readonly body?: B;
	readonly response?: R;
	handler(call: Call<P, Q, B>): Promise<Answer<R>>;
}

/**
 * One method of an API route: who may, what comes in, what goes out, and the one service call in between.
 * The same description checks the request, types the answer and makes the OpenAPI document.
 * Refusals are thrown; `hooks.server.ts` gives every error of the API its one shape.
 */
export function endpoint<
	const P extends Entries | undefined = undefined,
	const Q extends Entries | undefined = undefined,
	const B extends v.GenericSchema | undefined = undefined,
	const R extends v.GenericSchema | FileAnswer | undefined = undefined
>({ handler, ...spec }: Options<P, Q, B, R>): RequestHandler {
	const respond = async (event: RequestEvent): Promise<Response> => {
		const { app } = event.locals;
		const actor = callerOf(event, spec.permission);
		const bytes = await readBytes(event.request, limitOf(spec));
		const work = async () => {
			const file = spec.upload === undefined ? NO_FILE : await readUpload(bytes, event.request.headers, spec.upload);
			const sent = spec.upload === undefined ? bytes : new Uint8Array();
			const call = { app, actor, event, file, ...readInput(spec, event, sent) } as Call<P, Q, B>;
			return await handler(call);
		};
		if (isFile(spec.response)) return (await work()) as Response;
		const toText = async () => (spec.status === 204 ? (await work(), null) : JSON.stringify(await work()));
		const key = requestKey(event, bytes);
		if (key === null) return answer(spec.status, await toText());
		const { text, replayed } = await app.idempotency.once(actor, { ...key, secret: spec.secret ?? false }, toText);
		return answer(spec.status, text, replayed);
	};
	return withSpec(respond as RequestHandler, spec);
}

function readInput(spec: Omit<Spec, 'permission'>, event: RequestEvent, bytes: Uint8Array) {
	const params = spec.params && parse(spec.params, event.params);
	// A malformed id cannot be anybody's: the same answer as for an unknown one.
	if (params && !params.ok) throw notFound();
	const query = check(spec.query ?? v.strictObject({}), readQuery(event.url.searchParams));
	const json = parseJson(bytes, event.request.headers.get('content-type'), spec.rows);
	const body = spec.body ? check(spec.body, json) : check(v.optional(v.strictObject({})), json);
	return { params: params?.value, query, body };
}

function check<S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
	const parsed = parse(schema, input);
	if (!parsed.ok) throw invalid(parsed.issues);
	return parsed.value;
}

function answer(status: number, text: string | null, replayed = false): Response {
	const headers = new Headers({ 'cache-control': 'no-store' });
	if (text !== null) headers.set('content-type', 'application/json');
	if (replayed) headers.set('idempotency-replayed', 'true');
	return new Response(text, { status, headers });
}
