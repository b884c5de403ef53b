import * as v from 'valibot';

export const ErrorSchema = v.object({
	error: v.object({
		code: v.pipe(v.string(), v.description('Stable; for programs.')),
		message: v.pipe(v.string(), v.description('For people, in the language of the request.')),
		issues: v.optional(
			v.array(
				v.object({
					code: v.string(),
					path: v.optional(v.array(v.union([v.string(), v.number()]))),
					params: v.optional(v.record(v.string(), v.union([v.string(), v.number()])))
				})
			)
		)
	})
});
