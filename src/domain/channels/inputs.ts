import * as v from 'valibot';

/** What an administrator types for an account on a platform: forms, API and OpenAPI share it. Which fields there are the channel says. */
export const ChannelInput = v.strictObject({
	settings: v.pipe(
		v.record(v.pipe(v.string(), v.regex(/^[a-z][A-Za-z]{0,39}$/)), v.pipe(v.string(), v.trim(), v.maxLength(500))),
		v.description(
			'By the name of the field. What is left out stays as it is; an empty text takes a field out that may be empty. Secrets are never given back.'
		)
	)
});
