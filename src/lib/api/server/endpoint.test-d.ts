import * as v from 'valibot';
import { expectTypeOf } from 'vitest';
import type { Actor } from '#domain/access/index.ts';
import type { pageOf } from '#contract/page.ts';
import type { SurveySchema } from '#contract/surveys.ts';
import { endpoint } from './endpoint.ts';
import { file } from './spec.ts';

/** Checked by svelte-check, which is a part of `npm test`; nothing here runs. */
const said = { summary: { en: '', 'zh-CN': '' }, permission: 'survey.view', status: 200 } as const;

// What was declared is what the handler gets, checked; what was not is not there.
endpoint({
	...said,
	params: v.strictObject({ id: v.string() }),
	query: v.strictObject({ limit: v.optional(v.pipe(v.string(), v.transform(Number)), '50') }),
	body: v.strictObject({ title: v.string() }),
	response: v.object({ title: v.string() }),
	handler: async ({ params, query, body, actor }) => {
		expectTypeOf(params).toEqualTypeOf<{ id: string }>();
		expectTypeOf(query).toEqualTypeOf<{ limit: number }>();
		expectTypeOf(body).toEqualTypeOf<{ title: string }>();
		expectTypeOf(actor).toEqualTypeOf<Actor>();
		return { title: body.title };
	}
});
endpoint({
	...said,
	handler: async ({ params, query, body }) => {
		expectTypeOf(params).toEqualTypeOf<undefined>();
		expectTypeOf(query).toEqualTypeOf<undefined>();
		expectTypeOf(body).toEqualTypeOf<undefined>();
	}
});

// An answer has the shape that was declared.
endpoint({
	...said,
	response: v.object({ title: v.string() }),
	// @ts-expect-error a field has another type
	handler: async () => ({ title: 1 })
});
endpoint({
	...said,
	response: v.object({ title: v.string() }),
	// @ts-expect-error a field is missing
	handler: async () => ({})
});
// @ts-expect-error a file is a whole Response
endpoint({ ...said, response: file('text/csv'), handler: async () => 'text' });
endpoint({ ...said, response: file('text/csv'), handler: async () => new Response('text') });
// @ts-expect-error there is no such permission
endpoint({ ...said, permission: 'survey.everything', handler: async () => {} });
// @ts-expect-error every summary is said in both languages
endpoint({ ...said, summary: { en: '' }, handler: async () => {} });

expectTypeOf<v.InferOutput<ReturnType<typeof pageOf<typeof SurveySchema>>>['next']>().toEqualTypeOf<string | null>();
